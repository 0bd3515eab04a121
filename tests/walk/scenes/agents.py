"""Calls, and what else agents do, from their first page on."""

import pytest

from repairs.report.models import Draft
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import LIST, an_emergency_online, no_time_suits
from tests.contact_centre.helped.callers import helps
from tests.contact_centre.reporting import reaches_caller, reports_kitchen_leak
from tests.log.builders import booked
from tests.walk.scenes.residents import hms as hms
from tests.walk.scenes.residents import notify as notify
from tests.walk.scenes.residents import outside as outside
from tests.walk.scenes.residents import photo_folder as photo_folder


@pytest.fixture
def agent(outside: None) -> Agent:
    return Agent()


def walk_a_whole_call(agent: Agent) -> None:
    reports_kitchen_leak(agent)


def walk_what_can_be_done_during_a_call(agent: Agent) -> None:
    reaches_caller(agent)
    call = f"/staff/calls/{Draft.objects.get().pk}/"
    for page in ("give-up/", "to-resident/", "with-resident/", "priority/", "other-times/", "check/"):
        agent.client.get(call + page, follow=True)


@pytest.mark.parametrize("channel", range(4))
def walk_each_way_to_reach_us(agent: Agent, channel: int) -> None:
    agent.goes_to("/staff/calls/")
    if channel < len(agent.options):
        agent.takes_call(agent.options[channel])


def walk_calls_of_those_who_wait(agent: Agent) -> None:
    for waits in (an_emergency_online(), no_time_suits()):
        agent.client.get(f"{LIST}{waits.pk}/")
    agent.client.get(LIST)


def walk_helping_with_a_repair(agent: Agent) -> None:
    repair = booked()
    agent.goes_to(f"/staff/repairs/{repair.reference}/")
    helps(agent, repair)
    own = f"/staff/repairs/{repair.reference}/"
    for page in ("time", "cancel", "add", "contact", "visit-details", "ring", "links", "ask/update", "ask/worse"):
        agent.client.get(f"{own}help/{page}/", follow=True)
    for page in ("priority/", "other-times/", "photo-link/", "longer/", "end/"):
        agent.client.get(own + page, follow=True)


def walk_the_first_page_and_on(agent: Agent) -> None:
    booked()
    for address in ("/staff/", "/staff/find/", "/staff/take-over/", "/admin/"):
        agent.client.get(address)
