"""Whole reports by an agent, for tests that are about what comes of them."""

from repairs.log.models import Repair
from tests.contact_centre.agent import Agent
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak


def reaches_times(agent: Agent, home: str = "1 Test Street, Northmere") -> None:
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent, home)
    tells_of_kitchen_leak(agent)
    answers_about_home(agent)
    agent.presses()


def reaches_caller(agent: Agent, home: str = "1 Test Street, Northmere") -> None:
    reaches_times(agent, home)
    takes_first_time(agent)


def reports_kitchen_leak(agent: Agent) -> Repair:
    reaches_caller(agent)
    agent.says_who_calls()
    gives_contact(agent)
    agent.presses("Send report")
    return Repair.objects.latest("pk")
