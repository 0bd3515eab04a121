"""An agent has a link sent with which the resident adds photos to a report that was sent."""

import re
from datetime import timedelta

import pytest
import time_machine

from repairs.log.models import Event, Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.roles import PLANNERS
from tests.contact_centre.agent import Agent
from tests.contact_centre.reporting import reports_kitchen_leak
from tests.journeys.resident import Resident
from tests.log.builders import booked
from tests.tables.builders import staff

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture
def agent(northmere: None) -> Agent:
    return Agent()


def asks(agent: Agent, repair: Repair) -> int:
    return int(agent.client.post(f"/staff/repairs/{repair.reference}/photo-link/").status_code)


def test_the_resident_adds_photos_with_the_link(agent: Agent, notify: FakeMessageGateway) -> None:
    repair = reports_kitchen_leak(agent)
    agent.presses("Send them a link to add photos")
    assert "a text to the phone ending 123" in agent.says
    sweep()
    text = next(sent.body for sent in notify.messages if "Add photos" in sent.body)
    assert repair.reference in text
    resident = Resident()
    resident.goes_to(re.findall(r"/r/\S+", text)[0])
    resident.presses("See my repair")
    assert resident.url == f"/repair/{repair.reference}/add/"


def test_the_page_of_a_repair_offers_it(agent: Agent) -> None:
    repair = booked()
    agent.goes_to(f"/staff/repairs/{repair.reference}/")
    agent.presses("Send them a link to add photos")
    assert agent.heading == "The link is on its way"
    agent.follows(f"Back to repair {repair.reference}")
    assert agent.heading.startswith(repair.title)


def test_who_asked_for_it_is_in_the_history(agent: Agent) -> None:
    repair = booked()
    asks(agent, repair)
    assert Event.objects.get(kind="photo-link").staff == agent.user


def test_asked_for_twice_at_once_it_goes_once(agent: Agent) -> None:
    repair = booked()
    assert [asks(agent, repair), asks(agent, repair)] == [200, 200]
    assert Message.objects.filter(kind="photo-link").count() == 1


def test_nobody_gets_a_storm_of_texts(agent: Agent, clock: time_machine.Traveller) -> None:
    repair, answers = booked(), []
    for _ in range(4):
        answers.append(asks(agent, repair))
        sweep()
        clock.shift(timedelta(minutes=1))
    assert answers == [200, 200, 200, 429]
    assert set(Message.objects.filter(kind="photo-link").values_list("version", flat=True)) == {0, 1, 2}


@pytest.mark.parametrize(
    "changes", [{"tell_by": "phone", "phone": "", "email": ""}, {"cancelled_at": "2026-03-04T09:00Z"}]
)
def test_where_there_is_nowhere_to_send_it_the_agent_reads_so(agent: Agent, changes: dict[str, str]) -> None:
    repair = booked()
    Repair.objects.update(**changes)
    response = agent.client.post(f"/staff/repairs/{repair.reference}/photo-link/")
    assert "The link was not sent" in response.content.decode()
    assert not Message.objects.filter(kind="photo-link").exists()


def test_it_is_for_agents(northmere: None) -> None:
    repair = booked()
    assert staff(PLANNERS).post(f"/staff/repairs/{repair.reference}/photo-link/").status_code == 403
    assert Agent("ann").client.post("/staff/repairs/KM7-4QX-9TDR/photo-link/").status_code == 404
