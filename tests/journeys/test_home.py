"""Finding the home: by postcode, in a long list, or by hand when it is not there."""

import pytest

from repairs.homes.models import Home
from repairs.log.models import CallBack, Repair, WorksOrder
from repairs.report.models import Draft
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_contact, tells_of_kitchen_leak


@pytest.fixture
def at_postcode(resident: Resident) -> Resident:
    resident.starts()
    resident.answers("None of these")
    return resident


@pytest.mark.parametrize("typed", ["NM1 2AB", "nm12ab", " nm1-2ab. ", "NM1\u00a02AB", "ＮＭ１ ２ＡＢ", "nm1 2 a b"])
def test_a_postcode_is_understood_however_it_is_typed(at_postcode: Resident, typed: str) -> None:
    at_postcode.types(postcode=typed).presses()
    assert at_postcode.heading == "Which home needs the repair?"
    assert at_postcode.options[0] == "1 Test Street, Northmere"
    assert at_postcode.options[-1] == "My address is not here"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter the postcode of the home that needs the repair"),
        ("hello", "Enter a full UK postcode, like NM1 2AB"),
        ("NM1", "Enter a full UK postcode, like NM1 2AB"),
        ("BFPO 57", "Enter the postcode of a home in our area. This one is for British Forces mail"),
        ("GX11 1AA", "Enter the postcode of a home in our area. This one is in Gibraltar"),
        ("x" * 5000, "Enter a full UK postcode, like NM1 2AB"),
    ],
)
def test_what_is_not_a_postcode_is_said_and_kept(at_postcode: Resident, typed: str, error: str) -> None:
    at_postcode.types(postcode=typed).presses()
    assert at_postcode.error == error
    assert at_postcode.value_of("postcode") == typed


def test_nothing_of_the_register_but_addresses_is_shown(at_postcode: Resident) -> None:
    at_postcode.types(postcode="NM1 2AB").presses()
    html = at_postcode.response.content.decode()
    assert not [word for word in ("9990000000", "secure", "leasehold", "alone", "N North") if word in html]


def test_one_of_two_hundred_flats_is_found_by_its_number(at_postcode: Resident) -> None:
    Home.objects.bulk_create(
        Home(uprn=f"8{number:04}", line_1=f"Flat {number}", line_2="Harbour Point", postcode="NM1 4HP", tenure="secure")
        for number in range(1, 201)
    )
    at_postcode.types(postcode="NM1 4HP").presses()
    assert len(at_postcode.options) == 201
    at_postcode.goes_to(at_postcode.url, find="27")
    assert at_postcode.options == ["Flat 27, Harbour Point", "My address is not here"]
    at_postcode.answers("Flat 27, Harbour Point")
    assert at_postcode.heading == "Where is the water?"


def test_a_number_that_nobody_has_leaves_the_whole_list(at_postcode: Resident) -> None:
    Home.objects.bulk_create(
        Home(uprn=f"8{number:04}", line_1=f"Flat {number}", postcode="NM1 4HP", tenure="secure")
        for number in range(1, 41)
    )
    at_postcode.types(postcode="NM1 4HP").presses()
    at_postcode.goes_to(at_postcode.url, find="<b>500")
    assert len(at_postcode.options) == 41
    assert "No home here has “<b>500”" in at_postcode.says


def reports_by_hand(resident: Resident) -> None:
    resident.types(line_1="1 New Road", town="Northmere", postcode="NM9 9ZZ").presses()
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    resident.answers("Any time")
    gives_contact(resident)
    assert "1 New Road" in resident.says
    resident.presses("Send report")


def test_an_address_that_is_not_listed_is_taken_and_checked_by_a_person(at_postcode: Resident) -> None:
    at_postcode.types(postcode="NM1 2AB").presses()
    at_postcode.answers("My address is not here")
    reports_by_hand(at_postcode)
    assert CallBack.objects.get().reason == "address"
    assert Repair.objects.get().address == "1 New Road\nNorthmere"
    assert not WorksOrder.objects.exists()


def test_a_postcode_without_homes_of_ours_is_not_a_dead_end(at_postcode: Resident) -> None:
    at_postcode.types(postcode="SW1A 1AA").presses()
    assert at_postcode.heading == "We cannot find one of our homes at SW1A 1AA"
    at_postcode.presses("Give my address")
    reports_by_hand(at_postcode)
    assert Repair.objects.get().home is None


def test_the_address_by_hand_says_what_is_missing_and_keeps_the_rest(at_postcode: Resident) -> None:
    at_postcode.types(postcode="SW1A 1AA").presses()
    at_postcode.presses("Give my address")
    at_postcode.types(line_1="", town="Northmere").presses()
    assert at_postcode.error == "Enter the flat or house number, and the street"
    assert at_postcode.value_of("town") == "Northmere"


def test_a_home_at_another_postcode_cannot_be_smuggled_in(at_postcode: Resident) -> None:
    other = Home.objects.create(uprn="77", line_1="7 Far Away", postcode="NM5 5XX", tenure="secure")
    at_postcode.types(postcode="NM1 2AB").presses()
    at_postcode.typed |= {"home": str(other.pk)}
    at_postcode.presses()
    assert at_postcode.error.startswith("Select the home that needs the repair")
    assert "home" not in Draft.objects.get().given


def test_a_home_that_has_gone_is_not_offered(at_postcode: Resident) -> None:
    Home.objects.filter(line_1="1 Test Street").update(gone_at="2026-01-01T00:00:00Z")
    at_postcode.types(postcode="NM1 2AB").presses()
    assert "1 Test Street, Northmere" not in at_postcode.options


@pytest.mark.parametrize(
    "value", ["", "x", "-1", "1.0", "1e3", " 1", "\u0661", "9" * 18, "9" * 19, "9" * 9999, "uprn", "elsewhere"]
)
def test_no_home_can_be_chosen_but_those_at_the_postcode(at_postcode: Resident, value: str) -> None:
    home = Home.objects.get(line_1="1 Test Street")
    elsewhere = Home.objects.create(uprn="81", line_1="1 Far Road", postcode="NM5 2TF", tenure="secure", sort_key="1")
    at_postcode.types(postcode="NM1 2AB").presses()
    chosen = {"uprn": home.uprn, "elsewhere": str(elsewhere.pk)}.get(value, value)
    at_postcode.client.post(at_postcode.url, {"home": chosen})
    assert Draft.objects.get().answers.home is None
