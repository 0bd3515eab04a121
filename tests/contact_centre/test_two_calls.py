"""Journeys of callers: a tenant with water through the ceiling, and a warden who rings for a resident."""

import pytest

from repairs.log.models import CallBack, Event, Message, Repair
from tests.contact_centre.agent import Agent
from tests.journeys.steps import answers_about_home, gives_home, takes_first_time, tells_of_kitchen_leak


@pytest.fixture
def agent(northmere: None) -> Agent:
    return Agent()


def test_a_tenant_rings_about_a_ceiling(agent: Agent) -> None:
    given_a_tenant_on_the_line_under_a_ceiling_that_bulges(agent)
    then_the_agent_keeps_them_safe_before_all_else(agent)
    then_the_emergency_is_on_the_list_though_nothing_is_sent()
    when_the_agent_takes_the_address_and_sends_it(agent)
    then_somebody_is_sent_and_the_history_says_who_helped(agent)


def given_a_tenant_on_the_line_under_a_ceiling_that_bulges(agent: Agent) -> None:
    agent.takes_call("Out of hours")
    agent.answers("A ceiling is bulging, sagging or has come down")


def then_the_agent_keeps_them_safe_before_all_else(agent: Agent) -> None:
    assert "Make it safe first" in agent.says
    assert "Get everyone out of the room and shut the door." in agent.says
    assert agent.phone_links == []


def then_the_emergency_is_on_the_list_though_nothing_is_sent() -> None:
    call_back = CallBack.objects.get()
    assert (call_back.reason, call_back.repair) == (CallBack.Reason.EMERGENCY, None)


def when_the_agent_takes_the_address_and_sends_it(agent: Agent) -> None:
    agent.presses()
    gives_home(agent)
    agent.chooses("Someone over 65").presses()
    agent.says_who_calls()
    agent.types(name="Ada Byron", phone="07700 900123").picks(tell_by="text", who="me").presses()
    agent.presses("Send report")


def then_somebody_is_sent_and_the_history_says_who_helped(agent: Agent) -> None:
    repair = Repair.objects.get()
    assert repair.priority.is_emergency
    assert repair.people_at_risk == ["over-65"]
    assert CallBack.objects.get().repair == repair
    assert Message.objects.get(kind=Message.Kind.EMERGENCY).repair == repair
    reported = Event.objects.get(repair=repair, kind=Event.Kind.REPORTED)
    assert (reported.staff, reported.channel) == (agent.user, "out-of-hours")
    assert repair.reference in agent.says


def test_a_warden_reports_for_a_resident(agent: Agent) -> None:
    given_a_warden_on_the_line_about_a_kitchen(agent)
    when_the_warden_says_who_they_are_and_whom_it_is_for(agent)
    then_the_report_names_both(agent)
    then_messages_go_to_the_resident_and_never_to_the_warden()


def given_a_warden_on_the_line_about_a_kitchen(agent: Agent) -> None:
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent, "2 Test Street, Northmere")
    tells_of_kitchen_leak(agent)
    answers_about_home(agent)
    agent.presses()
    takes_first_time(agent)


def when_the_warden_says_who_they_are_and_whom_it_is_for(agent: Agent) -> None:
    agent.says_who_calls("warden", name="Wyn Hall", phone="07700 900555")
    agent.types(name="Ada Byron", email="ada@example.com", in_name="Wyn Hall", in_phone="07700 900555")
    agent.picks(tell_by="email", who="else").presses()
    agent.presses("Send report")


def then_the_report_names_both(agent: Agent) -> None:
    repair = Repair.objects.get()
    helped = repair.assistance
    assert (helped.relation, helped.caller_name, helped.caller_phone) == ("warden", "Wyn Hall", "07700 900555")
    assert (repair.name, repair.in_name) == ("Ada Byron", "Wyn Hall")


def then_messages_go_to_the_resident_and_never_to_the_warden() -> None:
    repair = Repair.objects.get()
    assert (repair.email, repair.phone) == ("ada@example.com", "")
    assert set(Message.objects.values_list("channel", flat=True)) == {"email"}
