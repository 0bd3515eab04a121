"""Who rings, for whom, and whether we may write to the resident."""

import pytest

from repairs.log.models import Message, Repair
from tests.contact_centre.agent import Agent
from tests.contact_centre.reporting import reaches_caller
from tests.journeys.steps import gives_contact


@pytest.fixture
def agent(northmere: None) -> Agent:
    agent = Agent()
    reaches_caller(agent)
    return agent


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({}, "Select who you are speaking to Select whether the resident agrees that we contact them"),
        ({"relation": "warden", "may_contact": "yes"}, "Enter the full name of the caller"),
        (
            {"relation": "warden", "may_contact": "yes", "name": "Bo", "phone": "12"},
            "Enter a phone number, like 01632 960 001 or 07700 900 982",
        ),
        ({"relation": "nobody", "may_contact": "yes"}, "Select who you are speaking to"),
        ({"relation": "self", "may_contact": "maybe"}, "Select whether the resident agrees that we contact them"),
    ],
)
def test_what_is_missing_is_asked_for(agent: Agent, said: dict[str, str], error: str) -> None:
    agent.picks(**said).presses()
    assert agent.error == error


def test_a_resident_who_rings_need_not_be_named_twice(agent: Agent) -> None:
    agent.says_who_calls("self", name="x" * 200, phone="12")
    assert agent.heading == "How can we reach the resident?"


def test_the_caller_is_shown_and_changed_on_check_answers(agent: Agent) -> None:
    agent.says_who_calls("warden", name="Bo Hill", phone="01632 960 001")
    gives_contact(agent)
    assert "A warden or housing officerBo Hill01632 960 001" in agent.says
    agent.changes("who the caller is")
    agent.says_who_calls("family", name="Cy Hill")
    assert agent.heading == "Check your answers"
    agent.presses("Send report")
    assistance = Repair.objects.get().assistance
    assert (assistance.relation, assistance.caller_name) == ("family", "Cy Hill")


def test_the_contact_is_the_resident_s_in_words_for_agents(agent: Agent) -> None:
    agent.says_who_calls()
    agent.presses()
    assert "Enter the full name of the resident" in agent.error
    agent.types(name="Ada Byron").picks(tell_by="email", who="me").presses()
    assert agent.error == "Enter the email address of the resident, so that we can write to them"
    assert "The resident will" in agent.options


def test_who_does_not_agree_gives_a_number_alone_and_is_sent_nothing(agent: Agent) -> None:
    agent.says_who_calls(may_contact="no")
    assert not {"email", "tell_by"} & {field.get("name") for field in agent.page.fields()}
    agent.types(name="Ada Byron").picks(who="me").presses()
    assert agent.error == "Enter the phone number of the resident, so that we can ring them"
    agent.types(name="Ada Byron", phone="07700 900123").picks(who="me").presses()
    assert "No. Nothing is sent to them" in agent.says
    agent.presses("Send report")
    repair = Repair.objects.get()
    assert (repair.tell_by, repair.email, repair.assistance.may_contact) == ("phone", "", False)
    assert Message.objects.count() == 0
    assert "Nothing is sent to them" in agent.says


def test_taking_the_agreement_back_asks_for_the_contact_again(agent: Agent) -> None:
    agent.says_who_calls()
    agent.types(name="Ada Byron", phone="07700 900123", email="ada@example.com")
    agent.picks(tell_by="text", who="me").presses()
    agent.changes("whether the resident agrees to be contacted")
    agent.says_who_calls(may_contact="no")
    assert agent.heading == "How can we reach the resident?"
    assert agent.value_of("phone") == "07700 900123"
    agent.presses()
    agent.presses("Send report")
    assert Message.objects.count() == 0
    assert Repair.objects.get().email == ""


def test_messages_go_to_the_resident_and_not_to_who_rang(agent: Agent) -> None:
    agent.says_who_calls("support-worker", name="Bo Hill", phone="07700 900555")
    gives_contact(agent)
    agent.presses("Send report")
    repair = Repair.objects.get()
    assert (repair.name, repair.phone) == ("Ada Byron", "07700 900123")
    assert Message.objects.filter(repair=repair, channel="text").exists()
