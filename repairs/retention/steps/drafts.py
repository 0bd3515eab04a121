"""Reports that nobody finished, and what was typed in those that were sent: that is in their repairs."""

from collections.abc import Iterator

from django.db.models import QuerySet

from repairs.report.forget import forget_unfinished, unfinished
from repairs.report.models import Draft
from repairs.retention.steps.old_rows import delete_in_batches
from repairs.retention.steps.step import Moment, Step


def forget_drafts(moment: Moment) -> Iterator[int]:
    while some := forget_unfinished(moment.now, moment.kept):
        yield some


def sent(moment: Moment) -> QuerySet[Draft]:
    """Their page leads to the repair for as long as they could have been gone on with."""
    return Draft.objects.filter(repair__isnull=False, updated_at__lt=moment.kept.drafts_before(moment.now))


UNFINISHED_DRAFTS = Step(
    "drafts",
    "Unfinished reports",
    lambda moment: unfinished(moment.now, moment.kept).count(),
    forget_drafts,
)
SENT_DRAFTS = Step(
    "sent-drafts",
    "Drafts of reports that were sent",
    lambda moment: sent(moment).count(),
    lambda moment: delete_in_batches(sent(moment)),
)
