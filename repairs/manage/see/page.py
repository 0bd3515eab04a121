from datetime import datetime
from typing import Any

from repairs.log.delays.current import notes_of
from repairs.log.job_status.state import is_finished
from repairs.log.models import Event, Repair
from repairs.log.order_notes import added_words
from repairs.log.shown import repair_words
from repairs.manage.see.by_when import by_when
from repairs.manage.see.messages import shown_messages
from repairs.manage.see.photos import shown_photos
from repairs.manage.see.timeline import events_of, timeline
from repairs.manage.see.who_comes import who_will_come


def page_words(repair: Repair, now: datetime) -> dict[str, Any]:
    """All that the page of a repair shows to whoever may see everything of it."""
    words = repair_words(repair, now)
    booked, job, updates, last = words["appointment"], words["job"], words["updates"], words["last_visit"]
    events = events_of(repair)
    moved_at = max((event.at for event in events if event.kind == Event.Kind.MOVED), default=None)
    return words | {
        "who": who_will_come(repair, booked, job, updates, moved_at),
        "by_when": by_when(repair, booked, updates, now),
        "steps": timeline(repair, events, last, updates),
        "delays": [] if repair.cancelled_at or is_finished(repair) else notes_of(repair, now),
        "added": added_words(repair),
        "photos": shown_photos(repair),
        "messages": shown_messages(repair, now),
    }
