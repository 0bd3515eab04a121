"""An agent makes sure of a caller with the council's questions before doing anything for them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from repairs.council.models import Council, VerifyingQuestion
from repairs.log.models import Addition, Event, Repair
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.helped.callers import asks, field_of
from tests.log.builders import booked


def last(repair: Repair) -> Event:
    return repair.events.order_by("pk").last() or Event()


def test_the_page_has_what_to_ask_and_what_is_on_file(agent: Agent, repair: Repair) -> None:
    agent.goes_to(f"/staff/repairs/{repair.reference}/verify/")
    assert "2 right answers are needed" in agent.says
    for words in ("What is your full name?", "On file: Ada Byron", "On file: 1 Test Street, NM1 2AB", "07700 900123"):
        assert words in agent.says
    assert "Look up: The date of birth in the housing system" in agent.says


def test_enough_right_answers_verify_and_what_was_said_is_kept_nowhere(agent: Agent, repair: Repair) -> None:
    asks(agent, repair, right="name visit", wrong="phone")
    event = last(repair)
    assert agent.heading == f"Your repair {repair.reference}"
    assert "You are helping Ada Byron" in agent.response.content.decode().replace("<strong data-typed>", "").replace(
        "</strong>", ""
    )
    assert (event.kind, event.staff, event.channel) == ("caller-verified", agent.user, "phone")
    assert event.detail.items() >= {"right": "name, visit", "wrong": "phone"}.items()
    assert "Ada" not in str(event.detail)


def test_too_few_right_answers_do_not_and_that_is_kept(agent: Agent, repair: Repair) -> None:
    asks(agent, repair, right="name", wrong="address phone")
    assert "The caller is not verified" in agent.says
    assert last(repair).kind == "caller-not-verified"
    agent.goes_to(f"/staff/repairs/{repair.reference}/help/")
    assert agent.heading == "Verify the caller"
    assert "and was not verified" in agent.says


def test_the_council_says_how_many_and_which(agent: Agent, repair: Repair) -> None:
    Council.objects.update(answers_to_verify=1)
    VerifyingQuestion.objects.exclude(kind="email").delete()
    VerifyingQuestion.objects.create(kind="email", words="Which email address do we have?")
    asks(agent, repair, right="email")
    assert agent.heading == f"Your repair {repair.reference}"


def test_nobody_is_verified_with_too_few_questions(agent: Agent, repair: Repair) -> None:
    VerifyingQuestion.objects.exclude(kind="name").delete()
    agent.goes_to(f"/staff/repairs/{repair.reference}/verify/")
    assert "too few questions" in agent.says
    agent.client.post(agent.url, {"channel": "phone", "relation": "self", field_of("name"): "right"})
    assert last(repair).kind == "caller-not-verified"


def test_somebody_else_says_who_they_are_and_what_allows_it(agent: Agent, repair: Repair) -> None:
    asks(agent, repair, right="name address", relation="family")
    assert agent.error == "Enter their full name Select what shows that they may speak for the resident"
    assert agent.chosen().count("Right") == 2
    agent.types(name="Grace Hopper").picks(authority="agrees").presses("Verify")
    assert last(repair).detail.items() >= {"caller": "Grace Hopper", "relation": "Family or a friend"}.items()


def test_somebody_else_without_authority_is_not_verified(agent: Agent, repair: Repair) -> None:
    agent.goes_to(f"/staff/repairs/{repair.reference}/verify/")
    asks(agent, repair, right="name address phone", relation="neighbour", name="Bob", authority="none")
    assert last(repair).kind == "caller-not-verified"


@pytest.mark.parametrize(
    ("right", "kind"),
    [
        ("name phone", "caller-not-verified"),
        ("name address", "caller-not-verified"),
        ("name address phone", "caller-not-verified"),
        ("name address visit", "caller-verified"),
    ],
)
def test_after_a_change_of_contact_more_is_asked_and_what_changed_does_not_count(
    agent: Agent, repair: Repair, right: str, kind: str
) -> None:
    detail = {"changed": "phone, how we tell them", "by": "the resident"}
    Event.objects.create(repair=repair, kind="contact-changed", at=NOW - timedelta(days=2), detail=detail)
    agent.goes_to(f"/staff/repairs/{repair.reference}/verify/")
    assert "The contact was changed 2 days ago. Ask more" in agent.says
    assert "3 right answers are needed" in agent.says
    asks(agent, repair, right=right)
    assert last(repair).kind == kind


class TestTimeIsOverWhileAnAgentTypes:
    WORDS = "It drips on the fuse box."

    @pytest.fixture
    def late(self, helper: Agent, repair: Repair, clock: time_machine.Traveller) -> Agent:
        """Was active all along, and sends a page when the half hour is over."""
        helper.follows("Add photos or tell us more")
        for _ in range(2):
            clock.shift(timedelta(minutes=16))
            helper.client.post("/staff/stay/")
        helper.types(words=self.WORDS).presses("Add to your repair")
        return helper

    def test_what_they_typed_is_sent_once_the_caller_is_verified_again(self, late: Agent, repair: Repair) -> None:
        assert late.heading == "Verify the caller"
        assert "What you typed is kept" in late.says
        assert not Addition.objects.exists()
        late.picks(**{field_of("name"): "right", field_of("address"): "right"}).presses("Verify")
        assert late.heading == "Carry on where you were"
        late.presses("Send what I typed")
        assert Addition.objects.get().words == self.WORDS
        asks(late, repair, right="name address")
        assert late.heading == f"Your repair {repair.reference}"

    def test_it_is_forgotten_where_the_caller_is_somebody_else(self, late: Agent, repair: Repair) -> None:
        late.picks(**{field_of("name"): "wrong"}).presses("Verify")
        asks(late, repair, right="name address")
        assert late.heading == f"Your repair {repair.reference}"

    def test_it_is_not_offered_for_another_repair(self, late: Agent, outside: None) -> None:
        other = booked()
        asks(late, other, right="name address")
        assert late.heading == f"Your repair {other.reference}"


def test_it_lasts_half_an_hour(helper: Agent, repair: Repair, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(minutes=29))
    helper.goes_to(f"/staff/repairs/{repair.reference}/help/cancel/")
    assert helper.heading != "Verify the caller"
    clock.shift(timedelta(minutes=2))
    helper.goes_to(f"/staff/repairs/{repair.reference}/help/cancel/")
    assert helper.heading == "Verify the caller"


def test_it_ends_when_the_agent_says_so(helper: Agent, repair: Repair) -> None:
    helper.presses("End help")
    assert "You have ended your help" in helper.says
    helper.goes_to(f"/staff/repairs/{repair.reference}/help/")
    assert helper.heading == "Verify the caller"


def test_it_ends_when_the_next_caller_is_not_verified(helper: Agent, repair: Repair) -> None:
    asks(helper, repair, wrong="name")
    helper.goes_to(f"/staff/repairs/{repair.reference}/help/")
    assert helper.heading == "Verify the caller"


def test_pressed_twice_it_is_noted_once(agent: Agent, repair: Repair) -> None:
    agent.goes_to(f"/staff/repairs/{repair.reference}/verify/")
    marks = {field_of(kind): "right" for kind in ("name", "address", "phone")}
    others = {field_of(kind): "not-asked" for kind in ("problem", "visit", "other")}
    form: dict[str, Any] = {"channel": "desk", "relation": "self", "token": agent.hidden("token"), **marks, **others}
    places = {agent.client.post(agent.url, form)["Location"] for _ in range(2)}
    assert places == {f"/staff/repairs/{repair.reference}/help/"}
    assert repair.events.filter(kind="caller-verified").count() == 1


def test_one_press_says_that_the_same_caller_is_still_there(
    agent: Agent, repair: Repair, clock: time_machine.Traveller
) -> None:
    asks(agent, repair, right="name visit")
    pages = f"/staff/repairs/{repair.reference}/"
    clock.shift(timedelta(minutes=29))
    assert agent.client.post(f"{pages}longer/").status_code == 204
    clock.shift(timedelta(minutes=29))
    agent.goes_to(f"{pages}help/")
    assert agent.heading == f"Your repair {repair.reference}"
    clock.shift(timedelta(minutes=2))
    assert agent.client.post(f"{pages}longer/").status_code == 409
