from typing import Any

from repairs.council.dates import say_short_date
from repairs.council.deadlines import LONDON
from repairs.log.models import Enquiry, Message


def complaint_words(message: Message) -> dict[str, Any]:
    """By when a complaint is answered. Nothing for other messages."""
    if message.kind != Message.Kind.COMPLAINT:
        return {}
    due = Enquiry.objects.filter(pk=message.version).values_list("due_at", flat=True).first()
    if due is None:
        return {}
    day = due.astimezone(LONDON).date()
    return {"answer_by": say_short_date(day), "answer_by_day": day}
