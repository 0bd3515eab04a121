"""What the rows say of a small tree: where the water is, then whether it drips."""

from collections.abc import Iterable

import pytest

from diagnosis.reports.alike import Alike
from diagnosis.reports.figures import Figures
from diagnosis.reports.marks import count_marks
from diagnosis.reports.share import Share
from diagnosis.reports.table import OutcomeRow, PageRow, outcome_rows, page_rows
from diagnosis.reports.totals import totals
from diagnosis.tree import Tree
from tests.diagnosis.builders import advice, option, outcome, question, tree

WHERE = question(
    "where",
    option("tap", "drips"),
    option("danger", "ring-now"),
    option("other", "roof", something_else=True),
    option("dunno", "roof", not_sure=True),
)
DRIPS = question("drips", option("yes", "mend"), option("no", "nothing"), needs_home=True)
RING = advice("ring-now", option("continue", "emergency"), ring=True)
ENDS = [
    outcome("mend"),
    outcome("roof", ending="call-back"),
    outcome("nothing", ending="advice"),
    outcome("emergency", ending="ring"),
]
SMALL = tree(WHERE, DRIPS, RING, *ENDS)


def alike(*choices: str, **more: object) -> Alike:
    """Reports that chose these options, one after the other."""
    answers = dict(choice.split(":") for choice in choices)
    return Alike(answers, **more)  # type: ignore[arg-type]


def figures(reports: Iterable[Alike], of: Tree = SMALL) -> Figures:
    return Figures(of, count_marks(of, reports))


def page(key: str, now: Figures, before: Figures | None = None) -> PageRow:
    return next(row for row in page_rows(now, before) if row.node.key == key)


def ending(key: str, now: Figures, before: Figures | None = None) -> OutcomeRow:
    return next(row for row in outcome_rows(now, before) if row.node.key == key)


SOME = [
    alike("where:tap", "drips:yes", number=4, sent=True),
    alike("where:tap", "drips:yes", number=1),
    alike("where:tap", "drips:yes", number=1, quiet=False),
    alike("where:tap", "drips:no", number=2),
    alike("where:tap", number=3),
    alike("where:tap", number=2, home_known=False),
    alike("where:tap", number=1, quiet=False),
    alike("where:dunno", number=5),
    alike("where:other", number=1),
]


def test_a_page_tells_how_many_reached_it_and_what_they_did() -> None:
    where = page("where", figures(SOME))
    assert where.reached == Share(20, 20)
    assert (where.not_sure, where.something_else, where.stopped) == (Share(5, 20), Share(1, 20), Share(0, 20))
    chosen = {row.option.key: row.chosen.number for row in where.options}
    assert chosen == {"tap": 14, "danger": 0, "other": 1, "dunno": 5}


def test_whoever_stopped_before_their_home_was_known_has_not_reached_the_page_after_it() -> None:
    drips = page("drips", figures(SOME))
    assert (drips.reached.number, drips.stopped.number, drips.going) == (12, 3, 1)
    assert (drips.not_sure, drips.something_else) == (None, None)


def test_an_outcome_tells_how_many_reached_it_and_did_not_send_it() -> None:
    rows = figures(SOME)
    assert (ending("mend", rows).reached, ending("mend", rows).left) == (Share(6, 14), Share(1, 6))
    assert (ending("roof", rows).reached, ending("roof", rows).left) == (Share(6, 14), Share(6, 6))
    assert (ending("nothing", rows).reached, ending("nothing", rows).left) == (Share(2, 14), None)


def test_the_totals_add_up() -> None:
    numbers = [total.share.number for total in totals(figures(SOME), None)]
    assert numbers == [14, 3, 2, 1]
    assert sum(numbers) == figures(SOME).begun == 20


def test_the_most_reached_come_first() -> None:
    assert [row.node.key for row in page_rows(figures(SOME))] == ["where", "drips", "ring-now"]
    assert [row.node.key for row in outcome_rows(figures(SOME))] == ["mend", "roof", "nothing", "emergency"]


def test_answers_that_the_tree_does_not_know_count_as_not_given() -> None:
    stray = figures([alike("where:moon", "elsewhere:yes")])
    assert page("where", stray).stopped == Share(1, 1)


@pytest.mark.parametrize(
    ("reports", "noticed"),
    [
        ([alike("where:tap", number=5), alike("where:tap", "drips:yes", number=15, sent=True)], ["stopped there"]),
        ([alike("where:tap", number=4), alike("where:tap", "drips:yes", number=16, sent=True)], []),
        ([alike("where:tap", number=15), alike("where:tap", "drips:yes", number=4, sent=True)], []),
        ([alike("where:dunno", number=21, sent=True)], ["were not sure"]),
        ([alike("where:other", number=21, sent=True)], ["chose something else"]),
        ([alike("where:other", number=21)], ["chose something else", "did not send it"]),
        ([alike("where:danger", number=21)], []),
        ([alike("where:danger", "ring-now:continue", number=21)], []),
        ([alike("where:tap", "drips:no", number=21)], []),
    ],
)
def test_more_than_one_in_five_of_enough_reports_deserves_a_look(reports: list[Alike], noticed: list[str]) -> None:
    now = figures(reports)
    rows: list[PageRow | OutcomeRow] = [*page_rows(now), *outcome_rows(now)]
    found = [measure.notice for row in rows for measure in row.measures if measure.is_many]
    assert found == [f"More than 1 in 5 {what}" for what in noticed]


def test_a_page_is_compared_with_the_same_page_of_the_version_before() -> None:
    reworded = {**WHERE, "text": "Where does the water come from?"}
    new = question("how-long", option("day", "mend"))
    leads_on = question("drips", option("yes", "mend"), option("no", "nothing"), option("new", "how-long"))
    now = figures([*SOME, alike("where:tap", "drips:new")], tree(reworded, leads_on, new, RING, *ENDS))
    before = figures([alike("where:tap", number=3), alike("where:dunno", number=1)])
    where = page("where", now, before)
    assert where.not_sure
    assert where.not_sure.was == "25%"
    assert where.reached.was == "100%"
    assert page("drips", now, before).stopped.was == "100%"
    assert {row.option.key: row.chosen.was for row in page("drips", now, before).options} == {
        "yes": "0%",
        "no": "0%",
        "new": "",
    }
    assert page("how-long", now, before).reached.before is None
    assert ending("roof", now, before).reached.was == "100%"


def test_an_outcome_that_was_a_page_before_is_not_compared() -> None:
    before = tree(
        question("where", option("roof", "roof")), advice("roof", option("continue", "mend")), outcome("mend")
    )
    now = tree(question("where", option("roof", "roof")), outcome("roof"))
    reports = [alike("where:roof", number=2)]
    assert ending("roof", figures(reports, now), figures(reports, before)).reached.before is None
