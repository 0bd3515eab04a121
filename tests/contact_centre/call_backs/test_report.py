"""A call back becomes a repair: the agent goes on with what was answered, and it is closed when they send it."""

from collections.abc import Callable

import pytest

from repairs.contact_centre.call_backs.begin import known_of
from repairs.log.call_backs import open_call_back
from repairs.log.models import CallBack, CallBackNote, Event, Repair, WorksOrder
from repairs.log.report import ReportAssistance
from repairs.report.models import Draft
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import LIST, an_emergency_online, no_time_suits
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_contact, gives_home, reaches_check, takes_first_time
from tests.log.builders import booked

pytestmark = pytest.mark.usefixtures("northmere")

POURING = "Water is pouring or spreading and I cannot catch it"


def gives_up_at_the_danger() -> Resident:
    """Is told to ring, and closes the page."""
    resident = Resident()
    resident.starts()
    resident.answers("A ceiling is bulging, sagging or has come down")
    return resident


def takes_it_and_begins(agent: Agent) -> None:
    agent.goes_to(LIST)
    agent.presses("Take it")
    agent.presses("Begin a report")


def gives_another_address(agent: Agent) -> None:
    agent.types(postcode="nm12ab").presses()
    agent.answers("My address is not here")
    agent.types(line_1="9 Other Street", town="Northmere").presses()


def sends(agent: Agent, says_where: Callable[[Agent], None] = gives_home) -> Repair:
    """From wherever the report stands: answers what is asked of a danger."""
    for _ in range(12):
        if "/check/" in agent.url:
            agent.presses("Send report")
            return Repair.objects.latest("pk")
        answer_page_of(agent, says_where)
    raise AssertionError(agent.says)


def answer_page_of(agent: Agent, says_where: Callable[[Agent], None]) -> None:
    page = agent.url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    if page == "postcode":
        says_where(agent)
    elif page == "slot":
        takes_first_time(agent)
    elif page == "caller":
        agent.picks(relation="self", may_contact="yes").presses()
    elif page == "contact":
        gives_contact(agent)
    elif page == "household":
        agent.picks(damp="no", recent="no", water_off="no").presses()
    else:
        agent.presses(agent.buttons[-1] if "Continue" not in agent.buttons else "Continue")


def test_an_emergency_that_was_told_online_is_on_the_list_at_once() -> None:
    gives_up_at_the_danger()
    agent = Agent()
    agent.goes_to(LIST)
    assert "They said: A ceiling is bulging, sagging or has come down" in agent.says
    assert "Waits for less than a minute" in agent.says
    assert "Nobody has taken it" in agent.says


def test_the_agent_goes_on_where_the_resident_gave_up() -> None:
    gives_up_at_the_danger()
    agent = Agent()
    takes_it_and_begins(agent)
    draft = Draft.objects.get(agent=agent.user)
    assert draft.answers.questions == CallBack.objects.get().answers
    assert agent.url.startswith(f"/staff/calls/{draft.pk}/")
    assert not agent.url.endswith("/safety/")


def test_what_is_sent_closes_the_call_back_and_is_linked_to_it() -> None:
    gives_up_at_the_danger()
    agent = Agent()
    takes_it_and_begins(agent)
    repair = sends(agent)
    call_back = CallBack.objects.get()
    assert (call_back.led_to, call_back.repair, call_back.ended_as) == (repair, repair, "repair")
    event = Event.objects.get(kind="call-back-ended", repair=repair)
    assert (event.staff, event.channel) == (agent.user, "phone")
    assert WorksOrder.objects.filter(repair=repair).exists()


def test_when_it_gets_worse_afterwards_they_wait_for_a_call_again() -> None:
    gives_up_at_the_danger()
    agent = Agent()
    takes_it_and_begins(agent)
    repair = sends(agent)
    open_call_back(CallBack.Reason.EMERGENCY, repair, NOW)
    again = CallBack.objects.get()
    assert (again.repair, again.done_at, again.taken_by, again.led_to) == (repair, None, None, None)


def test_the_resident_may_send_what_the_agent_began() -> None:
    an_emergency_online()
    agent = Agent()
    takes_it_and_begins(agent)
    draft = Draft.objects.get(agent=agent.user)
    by_agent = ReportAssistance(staff_id=agent.user.pk, channel="phone", relation="self")
    repair = booked(draft=draft.pk, assistance=by_agent)
    assert CallBack.objects.get().led_to == repair
    assert CallBackNote.objects.latest("pk").staff == agent.user


def test_a_report_that_waits_for_a_call_of_its_own_has_a_call_back_of_its_own() -> None:
    """Nothing is ordered for a home that is not in the register, so somebody must see to the danger."""
    gives_up_at_the_danger()
    agent = Agent()
    takes_it_and_begins(agent)
    first = CallBack.objects.get()
    repair = sends(agent, gives_another_address)
    first.refresh_from_db()
    assert (first.led_to, first.ended_as, first.done_at, first.repair) == (repair, "repair", NOW, None)
    second = CallBack.objects.exclude(pk=first.pk).get()
    assert (second.repair, second.reason, second.done_at, second.taken_by) == (repair, "emergency", None, None)
    agent.goes_to(LIST)
    assert agent.says.count("Take it") == 1
    assert "9 Other Street" in agent.says


def test_beginning_twice_goes_on_with_the_same_report() -> None:
    call_back, agent = an_emergency_online(), Agent()
    takes_it_and_begins(agent)
    first = agent.url
    agent.goes_to(f"{LIST}{call_back.pk}/")
    agent.presses("Go on with a report")
    assert agent.url == first
    assert Draft.objects.filter(agent=agent.user).count() == 1


def test_whoever_takes_it_over_goes_on_with_what_was_written() -> None:
    an_emergency_online()
    ann, ben = Agent("ann"), Agent("ben")
    takes_it_and_begins(ann)
    call_back = CallBack.objects.get()
    Draft.objects.filter(agent=ann.user).update(given={"questions": {"safety": "pouring"}})
    ben.goes_to(f"{LIST}{call_back.pk}/take-over/")
    ben.presses("Take it over")
    ben.presses("Go on with a report")
    assert Draft.objects.get(agent=ben.user).answers.questions == {"safety": "pouring"}


def test_the_home_and_the_contact_that_were_given_are_there_and_the_time_that_was_held_is_not() -> None:
    resident = Resident()
    reaches_check(resident)
    draft = Draft.objects.get()
    call_back = an_emergency_online(draft=draft.pk)
    known = known_of(call_back)
    assert known.contact is not None
    assert (known.home, known.contact.name, known.slot) == (draft.answers.home, "Ada Byron", None)


def test_an_emergency_of_an_agent_s_own_call_is_theirs_and_not_for_others_to_take() -> None:
    agent = Agent()
    agent.takes_call()
    agent.answers("A ceiling is bulging, sagging or has come down")
    assert CallBack.objects.get().taken_by == agent.user


def test_a_report_from_the_list_makes_no_second_call_back_of_its_dangers() -> None:
    gives_up_at_the_danger()
    agent = Agent()
    takes_it_and_begins(agent)
    sends(agent)
    assert CallBack.objects.count() == 1


def test_somebody_else_s_is_not_reported_from() -> None:
    call_back, ann, ben = an_emergency_online(), Agent("ann"), Agent("ben")
    takes_it_and_begins(ann)
    assert ben.client.post(f"{LIST}{call_back.pk}/report/").status_code == 409


def test_one_that_has_a_repair_already_leads_to_a_second_and_keeps_the_first() -> None:
    call_back, agent = no_time_suits(), Agent()
    takes_it_and_begins(agent)
    assert Draft.objects.get(agent=agent.user).answers.home == str(call_back.home_id)
    first, second = call_back.repair, sends(agent)
    call_back.refresh_from_db()
    assert first is not None
    assert first != second
    assert (call_back.repair, call_back.led_to, call_back.ended_as) == (first, second, "repair")
    assert list(Event.objects.filter(kind="call-back-ended").values_list("repair", flat=True)) == [first.pk]
