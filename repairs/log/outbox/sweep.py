"""One round over everything that is due."""

from datetime import datetime

from repairs.log.models import Message
from repairs.log.outbox.changes import push_changes
from repairs.log.outbox.messages import send_messages
from repairs.log.outbox.orders import push_works_orders


def sweep(now: datetime | None = None) -> int:
    """Tries everything that is due. Says how many rows it tried.

    An emergency's message goes first: an HMS that hangs must not hold it up.
    """
    emergencies = send_messages(now, kind=Message.Kind.EMERGENCY)
    return emergencies + push_works_orders(now) + push_changes(now) + send_messages(now)
