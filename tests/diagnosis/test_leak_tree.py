from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnosis.facts import Facts
from diagnosis.problems import problems
from diagnosis.right_to_repair import qualifies
from diagnosis.tree import NOTHING_TO_DO, Outcome, Question, on_screen
from diagnosis.triage import Decision, triage
from diagnosis.walk import walk
from tests.diagnosis.builders import LEAK_FILE, council_rows, follow, leak_document, leak_tree, ranks, sor_rows
from tests.diagnosis.leak_cases import BOOKS, CASES, NO_VISIT, RINGS, Case

TREE = leak_tree()
JANUARY, JULY = date(2026, 1, 15), date(2026, 7, 15)
OUTCOMES = [node for node in TREE.nodes if isinstance(node, Outcome)]
QUESTIONS = [node for node in TREE.nodes if isinstance(node, Question)]


def decide(route: str, on: date = JANUARY, **asked: object) -> Decision:
    walked = follow(TREE, route)
    assert walked.outcome is not None, f"{walked.pages[-1].key} is still to be answered"
    facts = Facts.gathered(walked.facts, **asked)
    return triage(walked.outcome, facts, ranks=ranks(), reported_on=on, tenure="secure")


def test_nothing_is_wrong_with_it() -> None:
    assert problems(TREE, sor_rows(), council_rows("priority"), council_rows("trade")) == []


def test_its_file_is_written_as_it_would_be_exported() -> None:
    exported = {"key": "", **TREE.model_dump(mode="json", exclude_unset=True)}
    assert exported == leak_document()
    assert LEAK_FILE.read_text(encoding="utf-8").startswith('{\n "key": "leak"')


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.route)
def test_it_says_what_is_wrong_how_urgent_it_is_and_who_comes(case: Case) -> None:
    decision = decide(case.route)
    told = Case(
        route=case.route,
        outcome=decision.outcome_key,
        priority=decision.priority,
        trade=decision.trade,
        sor=" ".join(line.code for line in decision.sor),
        rtr=decision.rtr_category or "",
        ending=decision.ending,
    )
    assert told == case


def test_the_cases_reach_every_outcome() -> None:
    assert {case.outcome for case in CASES} == {outcome.key for outcome in OUTCOMES}


@pytest.mark.parametrize(
    ("route", "hazard"),
    [
        ("electrics > continue", "electrical"),
        ("ceiling > continue", "structural-collapse"),
        ("sewage > yes", "domestic-hygiene"),
        ("none > bathroom > toilet > soil-pipe > yes", "domestic-hygiene"),
        ("none > room > patch > mould", "damp-mould"),
    ],
)
def test_a_hazard_opens_a_case(route: str, hazard: str) -> None:
    decision = decide(route)
    assert hazard in decision.hazards
    assert "hazard-case" in decision.flags


def test_a_boiler_that_stopped_is_less_urgent_in_summer() -> None:
    decision = decide("none > heating > boiler > no", on=JULY)
    assert (decision.priority, decision.ending) == ("U3", "ring")


def test_no_water_is_most_urgent_for_someone_at_risk() -> None:
    assert decide("no-water > have-water", people_at_risk=frozenset({"pregnant"})).priority == "E2"


def test_a_dripping_tap_of_someone_at_risk_is_done_a_step_sooner() -> None:
    decision = decide("none > kitchen > tap > drips", people_at_risk=frozenset({"over-65"}))
    assert (decision.priority, decision.ending) == ("U7", "book")


def test_water_that_was_stopped_is_no_longer_pouring_but_staff_know_it_is_off() -> None:
    decision = decide("pouring > home > stopped > yes > kitchen > under-sink > all-the-time")
    assert (decision.priority, decision.ending) == ("U1", "book")
    assert "isolated" in decision.flags


def test_a_leak_from_the_home_above_is_linked_to_it() -> None:
    assert {"from-above", "access-next-door"} <= set(decide("none > room > ceiling > no > yes > all-the-time").flags)


@pytest.mark.parametrize("route", ["none > kitchen > under-sink > all-the-time", "none > bathroom > pipe > water"])
def test_a_leaseholder_is_not_offered_a_visit_for_a_pipe_inside(route: str) -> None:
    walked = follow(TREE, route)
    assert walked.outcome is not None
    facts = Facts.gathered(walked.facts)
    decision = triage(walked.outcome, facts, ranks=ranks(), reported_on=JULY, tenure="leasehold")
    assert decision.ending == "call-back"
    assert [reason.rule for reason in decision.reasons] == ["owner-inside"]


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


def test_cases_are_filed_by_how_they_end() -> None:
    assert {case.ending for case in RINGS} == {"ring"}
    assert {case.ending for case in BOOKS} == {"book"}
    assert {case.ending for case in NO_VISIT} == {"advice", "not-ours", "call-back"}


@settings(max_examples=300)
@given(st.data())
def test_every_walk_ends_and_whoever_comes_can_be_sent(data: st.DataObject) -> None:
    answers: dict[str, str] = {}
    while (walked := walk(TREE, answers)).outcome is None:
        page = walked.pages[-1]
        answers[page.key] = data.draw(st.sampled_from(page.options)).key
    facts = Facts.gathered(walked.facts)
    decision = triage(walked.outcome, facts, ranks=ranks(), reported_on=JULY, tenure="secure")
    if decision.ending == "book":
        assert sum(int(sor_rows()[line.code]["minutes"]) for line in decision.sor) > 0
