"""Every hostile string in what passes from one of us to another, to the resident, and back."""

import pytest

from repairs.log.models import Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.report.models import Draft
from tests.attack.hostile.attacker import Attacker
from tests.attack.hostile.verdict import Walk
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import an_emergency_online
from tests.contact_centre.find.test_for_report import finds
from tests.contact_centre.helped.callers import helps
from tests.contact_centre.helped.test_acting import page
from tests.contact_centre.test_take_over import carries_on, types_code
from tests.contact_centre.test_to_resident import link_in, sends_link
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_home, tells_of_kitchen_leak
from tests.log.job_status.updates import hears, ordered

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture
def agent(northmere: None) -> Agent:
    return Agent()


def on_the_line(agent: Agent) -> None:
    agent.takes_call()
    agent.answers("None of these")


def test_a_report_that_goes_to_the_resident_and_comes_back(
    agent: Agent, walk: Walk, notify: FakeMessageGateway
) -> None:
    on_the_line(agent)
    gives_home(agent)
    sends_link(agent)
    Attacker(walk, agent.client).attacks_answer(agent.response)
    resident = Resident()
    resident.goes_to(link_in(notify))
    Attacker(walk, resident.client).attacks_answer(resident.response)


def test_a_report_that_an_agent_takes_over(agent: Agent, walk: Walk) -> None:
    resident = Resident()
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    at = resident.url
    Attacker(walk, agent.client).goes_along(agent)
    carries_on(agent, resident)
    resident.goes_to(at)
    Attacker(walk, resident.client).attacks_answer(resident.response)


def test_a_home_that_is_found_another_way(agent: Agent, walk: Walk) -> None:
    on_the_line(agent)
    Attacker(walk, agent.client).goes_along(agent)
    finds(agent, "test street")
    assert "contact-centre:choose-home" in walk.names
    agent.goes_to("/staff/find/")
    agent.types(words="nowhere at all").presses("Find")
    assert "contact-centre:home-not-listed" in walk.names


def test_a_call_with_every_page(agent: Agent, walk: Walk) -> None:
    """Those that only some calls come to."""
    on_the_line(agent)
    Attacker(walk, agent.client).goes_along(agent)
    gives_home(agent, "My address is not here")
    agent.types(line_1="1 New Road", town="Northmere", postcode="NM9 9ZZ").presses()
    tells_of_kitchen_leak(agent)
    answers_about_home(agent, water="No")
    agent.presses()
    agent.answers("Any time")


def test_a_home_on_the_line_with_another_tenure(agent: Agent, walk: Walk) -> None:
    on_the_line(agent)
    Attacker(walk, agent.client).goes_along(agent)
    gives_home(agent, "4 Test Street, Northmere")
    agent.answers("I have asked to buy it from the council")


def test_an_emergency_on_the_line(agent: Agent, walk: Walk) -> None:
    agent.takes_call()
    Attacker(walk, agent.client).goes_along(agent)
    agent.answers("A ceiling is bulging, sagging or has come down")


def test_a_call_back_of_a_colleague(agent: Agent, walk: Walk) -> None:
    waiting = an_emergency_online()
    agent.client.post(f"/staff/call-backs/{waiting.pk}/take/")
    Attacker(walk, Agent("ben").client).attacks(f"/staff/call-backs/{waiting.pk}/take-over/")


def test_a_visit_that_is_done(agent: Agent, repair: Repair, walk: Walk) -> None:
    helps(agent, repair)
    attacker = Attacker(walk, agent.client)
    attacker.attacks(page(repair, "ring/"))
    ordered(repair)
    hears("completed")
    attacker.attacks(page(repair, "two-questions/"))
    agent.goes_to(page(repair, "ask/not-fixed/"))
    attacker.goes_along(agent)
    agent.goes_to(page(repair, "ask/not-fixed/"))
    agent.types(words="It drips again.").presses("Tell us that it is not fixed")


def test_a_new_contact_of_a_caller(agent: Agent, repair: Repair, walk: Walk) -> None:
    helps(agent, repair)
    agent.goes_to(page(repair, "contact/"))
    Attacker(walk, agent.client).goes_along(agent)
    agent.types(phone="07700 900999").presses("Save")
    assert agent.url == page(repair, "contact/code/")


def test_a_code_of_nobody(agent: Agent, walk: Walk) -> None:
    Attacker(walk, agent.client).goes_along(agent)
    types_code(agent, "K7M 4QX")
    assert Draft.objects.count() == 0
