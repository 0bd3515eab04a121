"""Homes that are not plain council tenancies: what we do is said, and somebody rings."""

import pytest

from repairs.log.models import CallBack, WorksOrder
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_contact, tells_of_kitchen_leak

LEASEHOLD_HOME = "3 Test Street, Northmere"


def reaches_home(resident: Resident, home: str) -> None:
    resident.starts()
    resident.answers("None of these")
    resident.types(postcode="NM1 2AB").presses()
    resident.answers(home)


@pytest.mark.parametrize(
    ("says", "heading"),
    [
        ("I own it, or part of it", "What we repair if you own your home"),
        ("I have asked to buy it from the council", "What we repair while you are buying your home"),
        ("It is temporary housing, because I was homeless", "Who repairs temporary housing"),
        ("I rent it from the council", "We will check who does this repair"),
        ("I rent it from someone else", "What we repair if someone else is your landlord"),
        ("I am not sure", "We will check who does this repair"),
    ],
)
def test_each_is_told_what_we_do_and_gets_a_call(resident: Resident, says: str, heading: str) -> None:
    reaches_home(resident, LEASEHOLD_HOME)
    resident.answers(says)
    assert resident.heading == heading
    resident.presses()
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    resident.answers("Monday to Friday mornings", "School hours")
    gives_contact(resident)
    resident.presses("Send report")
    assert CallBack.objects.get().reason == "tenure"
    assert not WorksOrder.objects.exists()


@pytest.mark.parametrize("number", [3, 4, 5, 6])
def test_the_page_does_not_tell_a_stranger_what_the_register_says(resident: Resident, number: int) -> None:
    reaches_home(resident, f"{number} Test Street, Northmere")
    assert resident.heading == "Do you rent or own this home?"
    assert resident.options == [
        "I rent it from the council",
        "I own it, or part of it",
        "I have asked to buy it from the council",
        "I rent it from someone else",
        "It is temporary housing, because I was homeless",
        "I am not sure",
    ]


@pytest.mark.parametrize("number", [1, 2])
def test_council_tenants_are_not_asked(resident: Resident, number: int) -> None:
    reaches_home(resident, f"{number} Test Street, Northmere")
    assert resident.heading == "Where is the water?"


def test_a_leak_in_a_shared_area_is_taken_and_rung_about(resident: Resident) -> None:
    reaches_home(resident, "1 Test Street, Northmere")
    resident.answers("Shared part of the building")
    assert resident.heading == "Leak in a shared part of the building"
    resident.presses()
    answers_about_home(resident)
    resident.presses()
    gives_contact(resident)
    resident.presses("Send report")
    assert CallBack.objects.get().reason == "shared-area"


def test_a_home_with_an_alert_is_rung_and_never_told_why(resident: Resident) -> None:
    reaches_home(resident, "99 Test Street, Northmere")
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    assert resident.heading == "When could someone be in?"
    resident.answers("Any time")
    gives_contact(resident)
    resident.presses("Send report")
    assert CallBack.objects.get().reason == "alert"
    assert "alone" not in resident.response.content.decode()
