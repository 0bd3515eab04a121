"""Changing an answer asks again what depended on it, and nothing else."""

import pytest

from repairs.log.models import Repair
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, reaches_check, takes_first_time


@pytest.fixture
def at_check(resident: Resident) -> Resident:
    reaches_check(resident)
    return resident


def test_everything_that_was_said_is_there_to_change(at_check: Resident) -> None:
    for said in (
        "None of these",
        "1 Test Street",
        "Kitchen",
        "Under the sink",
        "All the time",
        "Thursday 5 March 2026",
    ):
        assert said in at_check.says
    for said in ("Ada Byron", "07700 900123", "Text message"):
        assert said in at_check.says
    links = [link for link in at_check.page.all("a") if (link.text or "").strip() == "Change"]
    assert len(links) == len(at_check.page.with_class("govuk-summary-list__row"))


@pytest.mark.parametrize(
    "what",
    [
        "the address",
        "who is more at risk at home",
        "what you told us",
        "the appointment",
        "your name",
        "your answer to: When does it leak under the sink?",
    ],
)
def test_looking_at_an_answer_and_going_on_comes_back(at_check: Resident, what: str) -> None:
    at_check.changes(what)
    at_check.presses()
    while at_check.heading != "Check your answers":
        at_check.presses()
    assert "Ada Byron" in at_check.says


def test_another_place_asks_the_questions_after_it_and_comes_back(at_check: Resident) -> None:
    at_check.changes("your answer to: Where is the water?")
    assert at_check.chosen() == ["Kitchen"]
    at_check.answers("Bathroom, shower room or toilet")
    at_check.answers("Tap")
    at_check.answers("It drips from the end")
    assert at_check.heading == "When can we come?"
    takes_first_time(at_check)
    assert at_check.heading == "Check your answers"
    assert "Under the sink" not in at_check.says


def test_the_same_work_elsewhere_keeps_the_time(at_check: Resident) -> None:
    at_check.changes("your answer to: Where is the water?")
    at_check.answers("Bathroom, shower room or toilet")
    at_check.answers("Basin or sink")
    at_check.answers("All the time, from a pipe")
    assert at_check.heading == "Check your answers"


def test_an_answer_of_another_question_with_the_same_name_is_not_reused(at_check: Resident) -> None:
    at_check.changes("your answer to: Where is the water?")
    at_check.answers("Bathroom, shower room or toilet")
    at_check.answers("Tap")
    at_check.answers("It drips from the end")
    takes_first_time(at_check)
    at_check.changes("your answer to: Where is the water?")
    at_check.answers("Kitchen")
    at_check.answers("Tap")
    assert at_check.heading == "What is wrong with the tap?"
    assert not at_check.chosen()


def test_another_postcode_asks_for_the_home_again(at_check: Resident) -> None:
    at_check.changes("the address")
    at_check.types(postcode="SW1A 1AA").presses()
    assert at_check.heading == "We cannot find one of our homes at SW1A 1AA"


def test_a_danger_found_late_goes_to_the_phone_page(at_check: Resident) -> None:
    at_check.changes("your answer to: Are any of these happening?")
    at_check.answers("A ceiling is bulging, sagging or has come down")
    assert at_check.heading == "Keep out from under the ceiling"
    at_check.presses("Keep what I told you")
    assert at_check.heading == "Check your answers"
    at_check.presses("Send report")
    assert Repair.objects.get().ending == "ring"


def test_a_page_that_is_not_yet_due_leads_to_the_one_that_is(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    resident.goes_to(resident.url.replace("postcode", "check"))
    assert resident.heading == "What is the postcode of the home?"


def test_back_leads_through_the_pages_in_reverse(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    resident.types(postcode="NM1 2AB").presses()
    resident.goes_back()
    assert resident.value_of("postcode") == "NM1 2AB"
    resident.goes_back()
    assert resident.chosen() == ["None of these"]
    resident.goes_back()
    assert resident.heading == "Report a repair"


def test_what_was_answered_is_there_when_a_page_is_opened_again(at_check: Resident) -> None:
    at_check.changes("who is more at risk at home")
    at_check.chooses("A child under 5")
    at_check.typed |= {"damp": "not-sure", "recent": "no", "water_off": "no"}
    at_check.presses()
    while at_check.heading != "Check your answers":
        takes_first_time(at_check)
    assert "A child under 5" in at_check.says
    at_check.changes("who is more at risk at home")
    assert at_check.chosen()[:2] == ["A child under 5", "I am not sure"]
    answers_about_home(at_check)
