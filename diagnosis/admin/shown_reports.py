"""The figures of one published version as its page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.urls import reverse

from diagnosis.models import DraftNode, PublishedTree
from diagnosis.reports.figures import Figures
from diagnosis.reports.measure import ENOUGH, Measure
from diagnosis.reports.table import OutcomeRow, PageRow, outcome_rows, page_rows
from diagnosis.reports.totals import Total, totals
from diagnosis.tree import Outcome, Page
from repairs.council.models import Priority

Row = TypeVar("Row", OutcomeRow, PageRow)


@dataclass(frozen=True)
class Shown(Generic[Row]):
    row: Row
    address: str
    """Where it is in the list beside the picture."""
    priority: str = ""
    ending: str = ""


@dataclass(frozen=True)
class Notice:
    node: Outcome | Page
    measure: Measure


@dataclass(frozen=True)
class Part(Generic[Row]):
    reached: list[Shown[Row]]
    never_reached: list[Shown[Row]]


@dataclass(frozen=True)
class ShownReports:
    title: str
    begun: int
    totals: list[Total]
    outcomes: Part[OutcomeRow]
    pages: Part[PageRow]
    notices: list[Notice]

    @property
    def are_few(self) -> bool:
        return self.begun < ENOUGH


def shown_reports(version: PublishedTree, figures: Figures, before: Figures | None) -> ShownReports:
    """A version before that nobody reported with says nothing, and is left out."""
    before = before if before and before.begun else None
    outcomes, pages = outcome_rows(figures, before), page_rows(figures, before)
    addresses = addresses_in_picture(version, figures)
    priorities = {priority.code: str(priority) for priority in Priority.objects.all()}
    return ShownReports(
        title=figures.tree.title,
        begun=figures.begun,
        totals=totals(figures, before),
        outcomes=part(show_outcome(row, addresses, priorities) for row in outcomes),
        pages=part(Shown(row, addresses[row.node.key]) for row in pages),
        notices=notices([*pages, *outcomes]),
    )


def addresses_in_picture(version: PublishedTree, figures: Figures) -> dict[str, str]:
    page = reverse("admin:diagnosis_publishedtree_change", args=[version.pk])
    return {key: f"{page}#tree-{place}" for place, key in enumerate(figures.tree.by_key)}


def show_outcome(row: OutcomeRow, addresses: Mapping[str, str], priorities: Mapping[str, str]) -> Shown[OutcomeRow]:
    outcome = row.node
    priority = priorities.get(outcome.priority, outcome.priority)
    return Shown(row, addresses[outcome.key], priority, DraftNode.Ending(outcome.ending).label)


def part(shown: Iterable[Shown[Row]]) -> Part[Row]:
    rows = list(shown)
    reached = [one for one in rows if one.row.reached.number]
    return Part(reached, [one for one in rows if not one.row.reached.number])


def notices(rows: Iterable[OutcomeRow | PageRow]) -> list[Notice]:
    """Those that most reports met come first."""
    found = [Notice(row.node, measure) for row in rows for measure in row.measures if measure.is_many]
    return sorted(found, key=lambda notice: -notice.measure.number)
