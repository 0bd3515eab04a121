"""Somebody of the staff, or with their addresses, tries to act for a resident whose caller was not verified."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from repairs.log.models import Repair
from repairs.manage.urls import of_a_repair
from repairs.roles import DIAGNOSIS_VIEWERS, MANAGERS, PLANNERS, REPAIRS_ADMINS
from tests.attack.figures import found
from tests.contact_centre.agent import Agent
from tests.contact_centre.helped.callers import asks, helps
from tests.log.builders import booked
from tests.manage.conftest import opened
from tests.tables.builders import staff

pytestmark = pytest.mark.usefixtures("outside")

FORM = {
    "reason": "fixed",
    "why": "others",
    "words": "Mallory was here",
    "code": "123456",
    "who": "else",
    "in_name": "Mallory",
    "name": "Mallory",
    "phone": "07700 900666",
    "tell_by": "text",
    "signs": "none",
}


def pages(repair: Repair) -> list[str]:
    routes = [str(pattern.pattern).replace("<str:kind>", "update") for pattern in of_a_repair]
    return [f"/staff/repairs/{repair.reference}/help/{route}" for route in routes]


def gets_through(client: Client, repair: Repair) -> int:
    """How many of the pages are shown, or do something when a form is sent to them."""
    before = Repair.objects.filter(pk=repair.pk).values().get(), repair.events.count()
    shown = sum(client.get(page).status_code == 200 for page in pages(repair))
    for page in pages(repair):
        client.post(page, FORM | {"token": str(uuid4())})
    after = Repair.objects.filter(pk=repair.pk).values().get(), repair.events.count()
    return shown + int(before != after)


def tried(repair: Repair) -> int:
    return 2 * len(pages(repair))


def test_an_agent_who_has_verified_nobody(repair: Repair) -> None:
    agent = Agent().client
    found("an agent without a verified caller", successes=gets_through(agent, repair), tried=tried(repair))


def test_an_agent_whose_caller_failed(repair: Repair) -> None:
    agent = Agent()
    asks(agent, repair, right="name", wrong="phone")
    found("an agent whose caller failed", successes=gets_through(agent.client, repair), tried=tried(repair))


def test_a_caller_who_was_verified_for_another_repair(repair: Repair) -> None:
    agent = Agent()
    helps(agent, booked())
    found("a caller of another repair", successes=gets_through(agent.client, repair), tried=tried(repair))


def test_a_caller_who_was_verified_too_long_ago(repair: Repair, clock: time_machine.Traveller) -> None:
    agent = Agent()
    helps(agent, repair)
    clock.shift(timedelta(minutes=30, seconds=1))
    agent.client.force_login(agent.user, backend="django.contrib.auth.backends.ModelBackend")
    found("a caller who was verified too long ago", successes=gets_through(agent.client, repair), tried=tried(repair))


def test_staff_who_may_not_help(repair: Repair) -> None:
    successes = 0
    for number, role in enumerate((MANAGERS, PLANNERS, REPAIRS_ADMINS, DIAGNOSIS_VIEWERS)):
        client = staff(role, username=f"colleague{number}")
        client.post(f"/staff/repairs/{repair.reference}/verify/", {"channel": "phone", "relation": "self"})
        successes += gets_through(client, repair)
    found("staff who may not help", successes=successes, tried=4 * (tried(repair) + 1))


def test_an_address_of_an_agent_in_another_browser(repair: Repair) -> None:
    """A stranger, the resident, and a colleague who has verified nobody."""
    helps(Agent("first"), repair)
    others = [Client(), opened(repair).client, Agent("second").client]
    successes = sum(gets_through(client, repair) for client in others)
    found("an address of an agent in another browser", successes=successes, tried=3 * tried(repair))


def test_an_agent_who_is_not_one_any_more(repair: Repair, clock: time_machine.Traveller, settings: Settings) -> None:
    successes = 0
    for name in ("disabled", "moved", "idle", "signed-out"):
        agent = Agent(name)
        helps(agent, repair)
        if name == "disabled":
            User.objects.filter(pk=agent.user.pk).update(is_active=False)
        elif name == "moved":
            agent.user.groups.clear()
        elif name == "idle":
            settings.STAFF_IDLE_MINUTES = 5
            clock.shift(timedelta(minutes=6))
        else:
            agent.client.post("/staff/sign-out/")
        successes += gets_through(agent.client, repair)
    found("an agent who is not one any more", successes=successes, tried=4 * tried(repair))


def test_the_next_agent_at_the_same_browser(repair: Repair) -> None:
    first, second = Agent("first"), Agent("second")
    helps(first, repair)
    callers = first.client.session["callers"]
    session = second.client.session
    session["callers"] = callers
    session.save()
    found("what another agent verified, in a session", successes=gets_through(second.client, repair), tried=1)


def test_forms_that_another_site_sends_to_an_agent(repair: Repair) -> None:
    agent = Agent()
    helps(agent, repair)
    fooled = Client(enforce_csrf_checks=True)
    fooled.cookies = agent.client.cookies
    addresses = [*pages(repair), *(f"/staff/repairs/{repair.reference}/{page}" for page in ("", "verify/", "end/"))]
    answers = [fooled.post(address, FORM).status_code for address in addresses]
    successes = sum(status not in {403, 405} for status in answers)
    found("forms that another site sends to an agent", successes=successes, tried=len(addresses))
