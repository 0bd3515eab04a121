"""Nobody is better served by ringing: the same answers give the same priority, times, work and order."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from django.db import transaction
from django.forms.models import model_to_dict

from repairs.log.models import CallBack, Message, Repair
from repairs.log.order import order_details
from tests.contact_centre.agent import Agent
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_contact, gives_home, tells_of_kitchen_leak

OF_EACH_REPAIR = {"reference", "draft", "album", "id"}
OF_EACH_APPOINTMENT = {"diary_id", "repair", "id"}


def small_leak(person: Resident) -> None:
    leak(person, damp="no", recent="no", water_off="no")


def leak_with_damp_and_no_water(person: Resident) -> None:
    leak(person, damp="yes", recent="yes", water_off="none-left")


def leak(person: Resident, **about: str) -> None:
    person.answers("None of these")
    gives_home(person)
    tells_of_kitchen_leak(person)
    person.picks(**about).presses()


def leak_at_a_flat_that_is_owned(person: Resident) -> None:
    person.answers("None of these")
    gives_home(person, "3 Test Street, Northmere")
    person.answers("I own it, or part of it")
    person.presses()
    tells_of_kitchen_leak(person)
    person.picks(damp="no", recent="no", water_off="no").presses()


def water_in_the_electrics(person: Resident) -> None:
    person.answers("Water is getting into something electric")
    person.presses("Continue" if "Continue" in person.buttons else "Keep what I told you")
    gives_home(person)


def goes_on(person: Resident) -> list[str]:
    """To the page that asks whom to reach. The second time is taken of those that are offered, which come back."""
    offered: list[str] = []
    while not person.url.endswith(("/contact/", "/caller/")):
        if person.url.endswith("/slot/"):
            offered = person.options
            person.chooses(offered[1])
        elif person.url.endswith("/times/"):
            person.chooses("Any time")
        person.presses("Continue" if "Continue" in person.buttons else "Keep what I told you")
    return offered


def told(person: Resident) -> dict[str, Any]:
    person.presses("Send report")
    repair = Repair.objects.select_related("priority", "trade").get()
    order, visit = getattr(repair, "works_order", None), getattr(repair, "appointment", None)
    sent = asdict(order_details(order)) if order else {}
    if sent.get("appointment"):
        del sent["appointment"]["booking_id"]
    return {
        "repair": without(model_to_dict(repair), OF_EACH_REPAIR),
        "reported": repair.reported_at,
        "order": without(sent, {"reference", "photos"} | ({"notes"} if repair.ending == "ring" else set())),
        "visit": without(model_to_dict(visit), OF_EACH_APPOINTMENT) if visit else None,
        "messages": list(Message.objects.order_by("due_at", "kind").values_list("kind", "channel", "due_at")),
        "call backs": list(CallBack.objects.values_list("reason", "due_at")),
    }


def without(fields: dict[str, Any], left_out: set[str]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in left_out}


def online(problem: Callable[[Resident], None]) -> tuple[list[str], dict[str, Any]]:
    resident = Resident()
    resident.starts()
    problem(resident)
    offered = goes_on(resident)
    gives_contact(resident)
    return offered, told(resident)


def by_phone(problem: Callable[[Resident], None]) -> tuple[list[str], dict[str, Any]]:
    agent = Agent()
    agent.takes_call()
    problem(agent)
    offered = goes_on(agent)
    agent.says_who_calls()
    gives_contact(agent)
    return offered, told(agent)


@pytest.mark.parametrize(
    "problem", [small_leak, leak_with_damp_and_no_water, leak_at_a_flat_that_is_owned, water_in_the_electrics]
)
def test_the_same_answers_lead_to_the_same(northmere: None, problem: Callable[[Resident], None]) -> None:
    before = transaction.savepoint()
    themselves = online(problem)
    transaction.savepoint_rollback(before)
    assert by_phone(problem) == themselves
