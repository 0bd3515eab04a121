from datetime import date
from decimal import Decimal

import pytest

from diagnosis.document_writer import document_of_tree, write_document
from diagnosis.facts import Facts
from diagnosis.problems import problems
from diagnosis.right_to_repair import qualifies
from diagnosis.tree import Advice, Outcome, Question, on_screen
from diagnosis.triage import Decision, triage
from diagnosis.vocabulary import NOTHING_TO_DO
from tests.diagnosis.builders import LEAK_FILE, council_rows, follow, leak_tree, ranks, sor_rows
from tests.diagnosis.leak_work import WORK

TREE = leak_tree()
OUTCOMES = [node for node in TREE.nodes if isinstance(node, Outcome)]
QUESTIONS = [node for node in TREE.nodes if isinstance(node, Question)]


def decide(route: str) -> Decision:
    walked = follow(TREE, route)
    assert walked.outcome is not None, f"{walked.pages[-1].key} is still to be answered"
    facts = Facts.gathered(walked.facts)
    return triage(walked.outcome, facts, ranks=ranks(), reported_on=date(2026, 1, 15), tenure="secure")


def test_nothing_is_wrong_with_it() -> None:
    assert problems(TREE, sor_rows(), council_rows("priority"), council_rows("trade")) == []


def test_its_file_is_written_as_it_would_be_exported() -> None:
    assert write_document(document_of_tree(TREE)) == LEAK_FILE.read_text(encoding="utf-8")


def test_it_says_who_comes_with_which_work_and_what_the_law_says() -> None:
    told = {one.key: (one.trade, " ".join(line.code for line in one.sor), one.rtr or "") for one in OUTCOMES}
    assert {key: work for key, work in told.items() if any(work)} == WORK


@pytest.mark.parametrize(
    ("route", "hazard"),
    [
        ("electrics > continue", "electrical"),
        ("ceiling > continue", "structural-collapse"),
        ("sewage > yes", "domestic-hygiene"),
        ("none > bathroom > toilet > soil-pipe > yes", "domestic-hygiene"),
        ("none > outside > drain > foul", "domestic-hygiene"),
        ("none > heating > boiler > no", "excess-cold"),
        ("none > room > patch > mould", "damp-mould"),
    ],
)
def test_a_hazard_opens_a_case(route: str, hazard: str) -> None:
    decision = decide(route)
    assert hazard in decision.hazards
    assert "hazard-case" in decision.flags


@pytest.mark.parametrize(
    ("route", "flags"),
    [
        ("pouring > home > stopped > yes > kitchen > under-sink > all-the-time", {"isolated"}),
        ("none > room > ceiling > no > yes > all-the-time", {"from-above", "access-next-door"}),
        ("none > outside > roof > drips", {"structure", "watertight", "scaffold"}),
    ],
)
def test_whoever_plans_the_visit_is_told_what_to_look_out_for(route: str, flags: set[str]) -> None:
    assert flags <= set(decide(route).flags)


def test_only_where_asks_for_the_home_first() -> None:
    assert [page.key for page in QUESTIONS if page.needs_home] == ["where"]


def test_danger_comes_first_and_none_of_these_after_an_or() -> None:
    page = TREE.by_key[TREE.start]
    assert isinstance(page, Question)
    shown = on_screen(page)
    assert [option.key for option in shown[:3]] == ["gas", "electrics", "ceiling"]
    assert [option.key for option in shown[-2:]] == ["none", "not-sure"]
    assert [option.key for option in shown if option.divider] == ["none"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_a_list_in_the_order_of_the_alphabet_has_something_else_or_is_complete(question: Question) -> None:
    if question.order == "alphabetical" and question.key != "pipe":
        assert any(option.something_else for option in question.options)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.key)
def test_whoever_comes_has_the_trade_of_the_first_item_and_time_for_it(outcome: Outcome) -> None:
    if outcome.ending in NOTHING_TO_DO or outcome.key == "shared-area":
        assert outcome.sor == ()
        return
    items = [sor_rows()[line.code] for line in outcome.sor]
    assert outcome.trade in [item["trade"] for item in items]
    assert all(int(item["minutes"]) > 0 for item in items)


@pytest.mark.parametrize(
    "key",
    ["water-pipe", "cistern", "toilet-base", "tank-or-cylinder", "radiator-valve", "radiator-hole", "stop-tap-leak"],
)
def test_the_law_covers_small_repairs_of_pipes_tanks_and_cisterns(key: str) -> None:
    outcome = TREE.by_key[key]
    assert isinstance(outcome, Outcome)
    cost = sum((Decimal(sor_rows()[line.code]["cost"]) * line.quantity for line in outcome.sor), Decimal(0))
    assert qualifies(outcome.rtr, "secure", cost)


def test_every_emergency_says_what_to_do_while_waiting() -> None:
    assert all(outcome.body for outcome in OUTCOMES if outcome.ending == "ring")


def test_what_an_agent_says_aloud_does_not_speak_of_a_page_or_of_ringing_us() -> None:
    pages = [node for node in TREE.nodes if isinstance(node, Question | Advice)]
    of_a_page = {"choose", "select", "screen", "page", "button", "ring us", "below"}
    assert [page.key for page in pages for word in of_a_page if word in page.say.casefold()] == []
    assert TREE.by_key["safety"] in [page for page in pages if page.say]
