"""Whole reports by residents. On every page each wrong answer is tried, and each link followed."""

import pytest

from tests.journeys.resident import Resident
from tests.journeys.steps import (
    answers_about_home,
    gives_contact,
    gives_home,
    reaches_check,
    takes_first_time,
    tells_of_kitchen_leak,
)
from tests.log.conftest import hms as hms
from tests.log.conftest import notify as notify
from tests.log.conftest import outside as outside
from tests.photos.albums import upload
from tests.photos.conftest import photo_folder as photo_folder

HOMES = [f"{number} Test Street, Northmere" for number in range(1, 8)]
DANGERS = ("gas", "electrics", "ceiling", "sewage", "cannot-stop")


@pytest.fixture
def resident(outside: None) -> Resident:
    return Resident()


def walk_a_leak_in_the_kitchen(resident: Resident) -> None:
    reaches_check(resident)
    resident.presses("Send report and book appointment")
    resident.goes_to(resident.url)


def walk_a_leak_with_damp_and_photos(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident, damp="Yes", water="No")
    resident.types(text="The cupboard is soaked.").attaches(upload(), upload("two.jpg")).presses("Continue")
    resident.goes_back()
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report and book appointment")


def walk_no_time_that_suits(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    resident.answers("None of these suit me")
    resident.chooses(resident.options[0]).presses()
    gives_contact(resident)
    resident.presses("Send report")


@pytest.mark.parametrize("home", [*HOMES, "99 Test Street, Northmere"])
def walk_each_kind_of_home(resident: Resident, home: str) -> None:
    resident.starts()
    resident.answers("None of these")
    resident.types(postcode="NM1 2AB").presses()
    if home in resident.options:
        resident.answers(home)


def walk_an_address_that_is_not_listed(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    resident.types(postcode="SW1A 1AA").presses()
    resident.presses("Give my address")
    resident.types(line_1="1 New Road", town="Northmere").presses()
