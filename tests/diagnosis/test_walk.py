import pytest

from diagnosis.walk import walk
from tests.diagnosis.builders import advice, option, outcome, question, tree

SMALL = tree(
    question("safety", option("pouring", "stop", facts={"contained": "no"}), option("none", "where")),
    advice("stop", option("stopped", "where", facts={"contained": "yes"}), option("no", "pouring")),
    question("where", option("tap", "tap"), option("bath", "bath"), needs_home=True),
    outcome("tap"),
    outcome("bath"),
    outcome("pouring"),
)


@pytest.mark.parametrize(
    ("answers", "pages", "ends_at"),
    [
        ({}, ["safety"], None),
        ({"safety": "none"}, ["safety", "where"], None),
        ({"safety": "none", "where": "tap"}, ["safety", "where"], "tap"),
        ({"safety": "none", "where": "gone"}, ["safety", "where"], None),
        ({"where": "tap"}, ["safety"], None),
        ({"safety": "pouring", "stop": "stopped", "where": "bath"}, ["safety", "stop", "where"], "bath"),
        ({"safety": "pouring", "stop": "no", "where": "bath"}, ["safety", "stop"], "pouring"),
    ],
)
def test_a_walk_stops_at_the_first_page_without_an_answer(
    answers: dict[str, str], pages: list[str], ends_at: str | None
) -> None:
    walked = walk(SMALL, answers)
    assert [page.key for page in walked.pages] == pages
    assert (walked.outcome.key if walked.outcome else None) == ends_at


def test_what_was_learned_later_counts() -> None:
    assert walk(SMALL, {"safety": "pouring"}).facts == {"contained": "no"}
    assert walk(SMALL, {"safety": "pouring", "stop": "stopped"}).facts == {"contained": "yes"}


def test_each_answer_is_told_with_its_page() -> None:
    walked = walk(SMALL, {"safety": "none", "where": "tap"})
    assert [(page.key, chosen.text) for page, chosen in walked.answered] == [
        ("safety", "Option none"),
        ("where", "Option tap"),
    ]


def test_a_loop_or_a_missing_page_does_not_hang_it() -> None:
    round_and_round = tree(question("a", option("on", "b")), question("b", option("on", "a"), option("off", "gone")))
    assert walk(round_and_round, {"a": "on", "b": "on"}).outcome is None
    assert walk(round_and_round, {"a": "on", "b": "off"}).outcome is None
