"""On a call, an agent decides otherwise than the rules, and says why."""

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from appointments.models import Place
from repairs.log.models import CallBack, Event, Override, Repair
from repairs.report.models import Draft
from repairs.roles import AGENTS, PLANNERS, Role
from tests.contact_centre.agent import Agent
from tests.contact_centre.overrides.people import agent
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak

pytestmark = pytest.mark.usefixtures("northmere")

SEEN = "What was seen or sent shows more than was said"
CANNOT_WAIT = "It cannot wait for the times offered"


def reaches_slot(agent: Agent, home: str = "1 Test Street, Northmere", *, drips: bool = False) -> None:
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent, home)
    if drips:
        for answer in ("Kitchen", "Tap", "It drips from the end"):
            agent.answers(answer)
    else:
        tells_of_kitchen_leak(agent)
    answers_about_home(agent)
    agent.presses()


def says_who_and_sends(agent: Agent) -> Repair:
    agent.picks(relation="self", may_contact="yes").presses()
    gives_contact(agent)
    agent.presses("Send report")
    return Repair.objects.get()


def moves_priority(agent: Agent, priority: str, why: str = SEEN) -> None:
    agent.follows("Change the priority")
    agent.picks(priority=priority).chooses(why).presses("Change the priority")


def test_a_repair_is_more_urgent_and_says_who_made_it_so_and_why() -> None:
    sam = agent()
    reaches_slot(sam, drips=True)
    moves_priority(sam, "U3")
    assert "We aim to finish this repair by Monday 9 March 2026" in sam.says
    takes_first_time(sam)
    repair = says_who_and_sends(sam)
    assert (repair.priority.code, repair.due_at.day) == ("U3", 9)
    kept = Override.objects.get()
    assert (kept.kind, kept.before, kept.after, kept.staff) == ("priority-up", "R20", "U3", sam.user)
    assert (kept.why, kept.role) == (SEEN, AGENTS.name)
    told = Event.objects.get(kind="overridden")
    assert (told.staff, told.detail["why"]) == (sam.user, SEEN)
    assert repair.reasons[-1]["text"] == f"Staff moved the priority up from R20 to U3: {SEEN}."


def test_an_emergency_by_an_agent_is_an_emergency() -> None:
    sam = agent()
    reaches_slot(sam)
    moves_priority(sam, "E24")
    assert sam.url.endswith("/result/ring/")
    assert CallBack.objects.get().reason == "emergency"


@pytest.mark.parametrize("roles", [(), (PLANNERS,)], ids=["an agent", "one who plans too"])
def test_who_may_make_a_repair_less_urgent(roles: tuple[Role, ...]) -> None:
    sam = agent(*roles)
    reaches_slot(sam)
    sam.follows("Change the priority")
    assert ("U7 Urgent, 7 working days" in sam.options) is bool(roles)


def test_less_urgent_than_the_law_allows_is_refused_in_words() -> None:
    sam = agent(PLANNERS)
    reaches_slot(sam)
    moves_priority(sam, "R20")
    assert sam.error == ("The Right to Repair gives us until Thursday 5 March 2026. R20 Routine would end after that")
    assert SEEN in sam.chosen()


def test_what_was_decided_can_be_taken_back_without_a_reason() -> None:
    sam = agent()
    reaches_slot(sam, drips=True)
    moves_priority(sam, "U3")
    sam.follows("Change the priority")
    sam.chooses("As the rules say: R20 Routine").presses("Change the priority")
    takes_first_time(sam)
    assert says_who_and_sends(sam).priority.code == "R20"
    assert not Override.objects.exists()


def test_another_reason_is_said_in_words() -> None:
    sam = agent()
    reaches_slot(sam, drips=True)
    moves_priority(sam, "U3", "Another reason")
    assert sam.error == "Enter the reason in your words"
    sam.types(words="A surveyor asked for it.").presses("Change the priority")
    takes_first_time(sam)
    says_who_and_sends(sam)
    assert (Override.objects.get().why, Override.objects.get().words) == ("Another reason", "A surveyor asked for it.")


def sooner(agent: Agent) -> str:
    agent.follows("Other times")
    first = agent.options[0]
    agent.chooses(first, CANNOT_WAIT).presses("Choose this time")
    return first


def test_a_time_before_the_lead_time_is_booked_with_the_reason() -> None:
    sam = agent()
    reaches_slot(sam)
    sooner(sam)
    repair = says_who_and_sends(sam)
    assert f"{repair.appointment.day:%d %B}" == "04 March"
    kept = Override.objects.get()
    assert (kept.kind, kept.after) == ("other-time", "Wednesday 4 March 2026, midday to 4pm")


def test_a_time_that_was_not_offered_stays_when_the_page_is_opened_again() -> None:
    sam = agent()
    reaches_slot(sam)
    sooner(sam)
    sam.goes_to(f"/staff/calls/{Draft.objects.get().pk}/slot/")
    assert sam.chosen() == ["Keep Wednesday 4 March 2026, midday to 4pm"]
    sam.presses()
    assert says_who_and_sends(sam).appointment.day.day == 4


def fill_the_diary() -> None:
    for place in Place.objects.all():
        Place.objects.filter(pk=place.pk).update(minutes=30)


def test_whoever_may_add_minutes_books_a_full_window_with_just_those() -> None:
    fill_the_diary()
    sam = agent(PLANNERS)
    reaches_slot(sam)
    assert "full: adds 30 minutes" in sooner(sam)
    assert Place.objects.filter(extra__gt=0).count() == 0
    repair = says_who_and_sends(sam)
    place = Place.objects.get(pk=repair.appointment.slot)
    assert (place.minutes, place.booked, place.extra) == (60, 60, 30)
    assert (Override.objects.get().kind, Override.objects.get().extra_minutes) == ("book-anyway", 30)


def test_an_agent_adds_no_minutes() -> None:
    fill_the_diary()
    sam = agent()
    reaches_slot(sam)
    sam.follows("Other times")
    assert "There are no such times" in sam.says


def test_minutes_that_went_to_somebody_else_meanwhile_are_not_added() -> None:
    fill_the_diary()
    sam = agent(PLANNERS)
    reaches_slot(sam)
    sooner(sam)
    Place.objects.update(extra=100)
    sam.picks(relation="self", may_contact="yes").presses()
    gives_contact(sam)
    sam.presses("Send report")
    assert "has gone to someone else" in sam.says
    assert not Repair.objects.exists()


def test_with_a_diary_elsewhere_the_page_says_that_no_minutes_can_be_added(settings: Settings) -> None:
    sam = agent(PLANNERS)
    reaches_slot(sam)
    settings.APPOINTMENTS_DIARY = "appointments.diary.fake.FakeDiary"
    sam.follows("Other times")
    assert "another system keeps the diary" in sam.says


def test_where_we_ring_first_an_agent_reads_why_and_books_all_the_same() -> None:
    sam = agent()
    reaches_slot(sam, "99 Test Street, Northmere")
    assert sam.heading == "When could someone be in?"
    sam.follows("Book anyway")
    assert "Do not visit alone" in sam.says
    first = sam.options[0]
    sam.chooses(first, CANNOT_WAIT).presses("Choose this time")
    assert "Confirm that you have read" in sam.error
    sam.chooses(first, CANNOT_WAIT, "I have read this, and we can still come").presses("Choose this time")
    repair = says_who_and_sends(sam)
    assert repair.appointment.day.day == 4
    assert repair.works_order.state == "waiting"
    assert not CallBack.objects.exists()
    assert set(Override.objects.values_list("kind", flat=True)) == {"other-time", "book-anyway"}


def test_another_team_comes_only_where_the_council_allows_it(settings: Settings) -> None:
    sam = agent()
    reaches_slot(sam)
    sam.follows("Other times")
    page = sam.url
    assert "Team" not in sam.says
    settings.OVERRIDE_OTHER_TEAMS = True
    sam.goes_to(f"{page}?team=S")
    sam.chooses(sam.options[0], CANNOT_WAIT).presses("Choose this time")
    repair = says_who_and_sends(sam)
    assert Place.objects.get(pk=repair.appointment.slot).patch.code == "S"


@pytest.mark.parametrize("what", ["priority", "other-times"])
def test_nobody_decides_on_somebody_else_s_call(what: str) -> None:
    sam = agent()
    reaches_slot(sam)
    address = f"/staff/calls/{Draft.objects.get().pk}/{what}/"
    assert sam.client.get(address).status_code == 200
    assert Agent("ben").client.get(address).status_code == 404
    User.objects.get(username="sam").groups.clear()
    assert sam.client.get(address).status_code == 403
