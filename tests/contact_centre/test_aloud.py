"""Beside every question an agent reads what to say, and residents never do."""

import pytest

from diagnosis.tree import Outcome
from repairs.homes.models import Home
from repairs.log.models import CallBack
from repairs.log.order import order_details
from repairs.report.answers import Answers
from repairs.report.models import Draft
from repairs.report.steps import FORMS
from tests.contact_centre.agent import Agent
from tests.contact_centre.reporting import reports_kitchen_leak
from tests.diagnosis.builders import leak_tree
from tests.guards.test_tree_pages import ways_to
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check

OUR_LINE = "01632 960 000"


@pytest.fixture
def agent(northmere: None) -> Agent:
    agent = Agent()
    agent.takes_call()
    return agent


@pytest.mark.parametrize("slug", FORMS)
def test_every_step_has_words_of_its_own(slug: str) -> None:
    form = FORMS[slug]
    assert form.aloud or "to_say" in vars(form)


def goes_along(agent: Agent, way: dict[str, str]) -> None:
    draft, home = Draft.objects.get(), Home.objects.get(line_1="1 Test Street")
    draft.answers = Answers(questions=way, postcode=home.postcode, home=str(home.pk))
    draft.save()
    agent.goes_to(f"/staff/calls/{draft.pk}/check/")


def test_every_page_of_the_diagnosis_has_something_to_say(agent: Agent) -> None:
    said = {}
    for key, way in ways_to().items():
        goes_along(agent, way)
        said[key] = agent.aloud
    assert len(said) == len(leak_tree().nodes)


def test_the_words_of_the_diagnosis_are_said(agent: Agent) -> None:
    assert agent.aloud.startswith("First I need to know that you are safe.")


def test_nobody_who_has_rung_is_told_to_ring_us_now(agent: Agent) -> None:
    told = []
    for key, way in ways_to().items():
        node = leak_tree().by_key[key]
        if isinstance(node, Outcome) and node.ending != "ring":
            continue
        goes_along(agent, way)
        told += [key for words in ("Ring us now", "ring us on") if words in agent.says]
    assert told == []


def test_in_an_emergency_it_is_made_safe_first_and_is_on_the_list_at_once(agent: Agent) -> None:
    agent.answers("Water is getting into something electric")
    assert "Make it safe first" in agent.says
    assert "It is on the list of emergencies from now on" in agent.says
    assert CallBack.objects.get().reason == CallBack.Reason.EMERGENCY


def test_an_emergency_is_sent_with_where_it_is_and_whom_to_reach(agent: Agent) -> None:
    agent.answers("Water is getting into something electric")
    agent.presses()
    agent.types(postcode="nm12ab").presses()
    agent.answers("1 Test Street, Northmere")
    agent.presses()
    agent.says_who_calls()
    agent.types(name="Ada Byron", phone="07700 900123")
    agent.picks(tell_by="text", who="me").presses()
    agent.presses("Send report")
    call_back = CallBack.objects.get()
    assert call_back.reason == CallBack.Reason.EMERGENCY
    assert call_back.done_at, "they are on the line"
    assert call_back.repair is not None
    assert call_back.repair.works_order.state == "waiting"
    assert "Emergency taken by the contact centre." in order_details(call_back.repair.works_order).notes
    assert "tell the person who sends people out now" in agent.says


def test_the_done_page_spells_the_reference(northmere: None) -> None:
    agent = Agent()
    repair = reports_kitchen_leak(agent)
    assert " ".join(repair.reference.replace("-", "")[:3]) in agent.aloud
    assert "Thursday 5 March 2026" in agent.aloud


def test_residents_read_none_of_it(northmere: None) -> None:
    resident = Resident()
    reaches_check(resident)
    resident.presses("Send report")
    for url in resident.pages:
        page = resident.client.get(url).content.decode()
        assert [mark for mark in ("staff-say", "accesskey", "data-key", "data-call") if mark in page] == []
