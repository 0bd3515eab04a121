"""The figures as rows, each beside what it was in the version before."""

from collections.abc import Iterable
from dataclasses import dataclass

from diagnosis.reports.figures import Figures
from diagnosis.reports.marks import Happened
from diagnosis.reports.measure import Measure
from diagnosis.reports.share import Share
from diagnosis.tree import Option, Outcome, Page, on_screen
from diagnosis.vocabulary import NOTHING_TO_DO


@dataclass(frozen=True)
class OptionRow:
    option: Option
    chosen: Share


@dataclass(frozen=True)
class PageRow:
    node: Page
    reached: Share
    not_sure: Share | None
    something_else: Share | None
    stopped: Share
    going: int
    options: tuple[OptionRow, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """A page that tells people to ring us is left for the phone, as it should be."""
        return (
            Measure("Not sure", self.not_sure, "were not sure", "Not offered"),
            Measure("Something else", self.something_else, "chose something else", "Not offered"),
            Measure("Stopped there", self.stopped, "stopped there", "", expected=self.node.ring),
        )


@dataclass(frozen=True)
class OutcomeRow:
    node: Outcome
    reached: Share
    left: Share | None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Whoever is told to ring need not send anything."""
        told_to_ring = self.node.ending == "ring"
        return (Measure("Not sent", self.left, "did not send it", "Nothing to send", expected=told_to_ring),)


def outcome_rows(now: Figures, before: Figures | None = None) -> list[OutcomeRow]:
    """Those that most reports reached come first, those that none reached as they are in the tree."""
    old = {row.node.key: row for row in outcome_rows(before)} if before else {}
    rows = [outcome_row(outcome, now, old.get(outcome.key)) for outcome in now.outcomes()]
    return sorted(rows, key=lambda row: -row.reached.number)


def outcome_row(outcome: Outcome, figures: Figures, old: OutcomeRow | None) -> OutcomeRow:
    ended = figures.at[Happened.ENDED, outcome.key]
    left = Share(figures.at[Happened.LEFT, outcome.key], ended, old.left if old else None)
    return OutcomeRow(
        node=outcome,
        reached=Share(ended, figures.ended, old.reached if old else None),
        left=None if outcome.ending in NOTHING_TO_DO else left,
    )


def page_rows(now: Figures, before: Figures | None = None) -> list[PageRow]:
    """Those that most reports reached come first, those that none reached as they are in the tree."""
    old = {row.node.key: row for row in page_rows(before)} if before else {}
    rows = [page_row(page, now, old.get(page.key)) for page in now.pages()]
    return sorted(rows, key=lambda row: -row.reached.number)


def page_row(page: Page, figures: Figures, old: PageRow | None) -> PageRow:
    reached = figures.reached(page)
    not_sure = [option for option in page.options if option.not_sure]
    something_else = [option for option in page.options if option.something_else]
    chosen_before = {row.option.key: row.chosen for row in old.options} if old else {}

    def chose(options: Iterable[Option], before: Share | None) -> Share:
        return Share(figures.chose(page, options), reached, before)

    return PageRow(
        node=page,
        reached=Share(reached, figures.begun, old.reached if old else None),
        not_sure=chose(not_sure, old.not_sure if old else None) if not_sure else None,
        something_else=chose(something_else, old.something_else if old else None) if something_else else None,
        stopped=Share(figures.at[Happened.STOPPED, page.key], reached, old.stopped if old else None),
        going=figures.at[Happened.GOING, page.key],
        options=tuple(OptionRow(option, chose([option], chosen_before.get(option.key))) for option in on_screen(page)),
    )
