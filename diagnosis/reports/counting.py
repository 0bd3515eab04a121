"""Counting reports: those that are still here as they stand, those that were forgotten from their tally."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from diagnosis.models import PublishedTree, ReportTally
from diagnosis.reports.alike import Alike
from diagnosis.reports.figures import Figures
from diagnosis.reports.marks import Happened, Mark, count_marks
from diagnosis.reports.sources import reports_of
from diagnosis.services import load_tree


def count_reports(tree_id: int, now: datetime) -> Figures:
    """Raises TreeRefused where the published document can no longer be read."""
    tree = load_tree(tree_id)
    forgotten = Counter({tally.mark: tally.number for tally in ReportTally.objects.filter(tree_id=tree_id)})
    return Figures(tree, forgotten + count_marks(tree, reports_of(tree_id, now)))


def keep_count(tree_id: int, reports: Iterable[Alike]) -> None:
    """Adds to the tally what is about to be forgotten, for the transaction that forgets it.

    Raises TreeRefused where the published document can no longer be read.
    """
    counted = count_marks(load_tree(tree_id), reports)
    with transaction.atomic():
        # One at a time: what is added to must not change in between.
        list(PublishedTree.objects.select_for_update(no_key=True).filter(pk=tree_id).values_list("pk"))
        kept = {tally.mark: tally.number for tally in ReportTally.objects.filter(tree_id=tree_id)}
        ReportTally.objects.bulk_create(
            [tally_of(tree_id, mark, kept.get(mark, 0) + number) for mark, number in counted.items()],
            update_conflicts=True,
            unique_fields=["tree", "happened", "page", "option"],
            update_fields=["number"],
        )


def tally_of(tree_id: int, mark: Mark, number: int) -> ReportTally:
    return ReportTally(
        tree_id=tree_id, happened=Happened(mark.happened), page=mark.page, option=mark.option, number=number
    )
