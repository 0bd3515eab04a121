from datetime import datetime
from typing import Any

from repairs.log.delays.current import NOTES, day_of, that_delay
from repairs.log.models import Event, Repair
from repairs.log.order_notes import ADDED
from repairs.log.shown import BESIDE, repair_words
from repairs.manage.see.by_when import by_when
from repairs.manage.see.messages import SENT, shown
from repairs.manage.see.photos import ALBUM, shown_photos
from repairs.manage.see.timeline import EVENTS, timeline
from repairs.manage.see.who_comes import who_will_come
from repairs.statements import Together

WHOLE_PAGE = Together(*BESIDE, EVENTS, NOTES, ADDED, ALBUM, SENT)


def page_words(repair: Repair, now: datetime) -> dict[str, Any]:
    """All that the page of a repair shows to whoever may see everything of it."""
    *beside, events, notes, added, album, sent = WHOLE_PAGE.all(repair=repair.pk, today=day_of(now), album=repair.album)
    words = repair_words(repair, now, beside)
    booked, job, updates, last = words["appointment"], words["job"], words["updates"], words["last_visit"]
    moved_at = max((event.at for event in events if event.kind == Event.Kind.MOVED), default=None)
    return words | {
        "who": who_will_come(repair, booked, job, updates, moved_at),
        "by_when": by_when(repair, booked, updates, now),
        "steps": timeline(repair, events, last, updates),
        "delays": that_delay(repair, notes),
        "added": added,
        "photos": shown_photos(repair, album),
        "messages": [shown(message, now) for message in sent],
    }
