"""Links with which residents go on with reports, and the messages that brought them: these belong to no repair."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet

from repairs.log.models import DeliveryAttempt, DraftLink, Message
from repairs.retention.steps.old_rows import BATCH, DAY, deleting
from repairs.retention.steps.step import Moment, Step

MESSAGES_KEPT = timedelta(days=8)
"""A day longer than the longest link."""


def old_messages(moment: Moment) -> QuerySet[Message]:
    return Message.objects.filter(repair=None, created_at__lt=moment.now - MESSAGES_KEPT)


def delete_messages(moment: Moment) -> Iterator[int]:
    while some := list(old_messages(moment).order_by().values_list("pk", flat=True)[:BATCH]):
        DeliveryAttempt.objects.filter(row=DeliveryAttempt.Row.MESSAGE, row_id__in=some).delete()
        yield Message.objects.filter(pk__in=some).delete()[0]


DRAFT_LINKS = deleting(
    "draft-links",
    "Links to reports that were not sent",
    lambda moment: DraftLink.objects.filter(expires_at__lt=moment.now - DAY),
)
DRAFT_MESSAGES = Step(
    "draft-messages",
    "Messages about reports that were not sent",
    lambda moment: old_messages(moment).count(),
    delete_messages,
)
