"""Homes and callers are found by what an agent is told on the phone."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from repairs.contact_centre.find.reading import read_search
from repairs.contact_centre.find.searching import find_homes, find_repairs, suggest_homes
from repairs.homes.models import Block, Home
from repairs.log.models import Assistance
from tests.log.builders import ADA, booked, without_a_time

STREET = """
Flat 1, Byron House, Mill Road | NM2 1AA | B7
Flat 2, Byron House, Mill Road | NM2 1AA | B7
Flat 12, Byron House, Mill Road| NM2 1AA | B7
1 Mill Road                    | NM2 1AB |
12 Mill Road                   | NM2 1AB |
12A Mill Road                  | NM2 1AB |
12 Mill Street                 | NM2 2AB |
12 Millbrook Gardens           | NM21 1AA |
3 Saint Mary's Close           | NM3 4CD |
5 Tower Walk                   | NM3 4CE | TOWER-1
6 Tower Walk                   | NM3 4CE | TOWER-1
"""

FINDS = """
12 mill road             | 12 Mill Road; 12A Mill Road; Flat 12, Byron House, Mill Road
12 mill rd nm2 1ab       | 12 Mill Road; 12A Mill Road
road mill 1              | 1 Mill Road; Flat 1, Byron House, Mill Road
12a mill                 | 12A Mill Road
MILL STREET              | 12 Mill Street
12 Mill Street, Northmere| 12 Mill Street
12 Mill Street Nowhere NM2 2AB | 12 Mill Street
nm2 2                   | 12 Mill Street; Flat 2, Byron House, Mill Road
nm22                     | 12 Mill Street
nm2 2ab                  | 12 Mill Street
nm21 1                  | 12 Millbrook Gardens
st marys close           | 3 Saint Mary's Close
saint mary's             | 3 Saint Mary's Close
byron 2                  | Flat 2, Byron House, Mill Road
b7 | Flat 1, Byron House, Mill Road; Flat 2, Byron House, Mill Road; Flat 12, Byron House, Mill Road
tower-1                  | 5 Tower Walk; 6 Tower Walk
Northmere Heights        | 5 Tower Walk; 6 Tower Walk
6 northmere heights      | 6 Tower Walk
700000000004             | 1 Mill Road
000700000000004          |
mill lane                |
"""


def rows(table: str) -> list[list[str]]:
    return [[side.strip() for side in line.split("|")] for line in table.strip().splitlines()]


@pytest.fixture
def street(northmere: None) -> None:
    """Each with a UPRN that counts up."""
    Block.objects.create(reference="TOWER-1", name="Northmere Heights")
    for number, (address, postcode, block) in enumerate(rows(STREET), start=1):
        lines = dict(zip(["line_1", "line_2", "line_3"], address.split(", "), strict=False))
        within = Block.objects.get_or_create(reference=block)[0] if block else None
        Home.objects.create(
            uprn=str(700000000000 + number), **lines, town="Northmere", postcode=postcode, tenure="secure", block=within
        )


def homes_for(typed: str) -> list[str]:
    return [home.address.removesuffix(", Northmere") for home in find_homes(read_search(typed)).shown]


@pytest.mark.parametrize(("typed", "wanted"), rows(FINDS))
def test_a_home_is_found_by_what_people_say(street: None, typed: str, wanted: str) -> None:
    assert sorted(homes_for(typed)) == sorted(filter(None, wanted.split("; ")))


def test_homes_come_in_the_order_in_which_people_count(street: None) -> None:
    assert homes_for("byron house") == [f"Flat {number}, Byron House, Mill Road" for number in (1, 2, 12)]


def test_what_is_suggested_is_short_and_still_there(street: None) -> None:
    Home.objects.filter(line_1="12 Mill Street").update(gone_at=timezone.now())
    assert homes_for("12 mill street") == ["12 Mill Street"]
    assert suggest_homes(read_search("12 mill street")) == ()
    assert len(suggest_homes(read_search("northmere"))) == 6
    assert suggest_homes(read_search("12")) == ()


def test_too_many_homes_are_counted_no_further(northmere: None) -> None:
    Home.objects.bulk_create(
        Home(
            uprn=str(1 + n), line_1=f"{n} Long Road", postcode="NM9 9AA", sort_key=f"{n:06} long road", tenure="secure"
        )
        for n in range(250)
    )
    found = find_homes(read_search("long road"), page=99)
    assert (found.count, found.too_many, found.page, found.pages, len(found.shown)) == (200, True, 10, 10, 20)


CALLERS = ["07700 900123", "+447700900123", "ada@example.com", "ADA@Example.com", "Byron", "byron ada", "ad by"]


@pytest.mark.parametrize("typed", CALLERS)
def test_a_caller_is_found_by_name_phone_or_email(northmere: None, typed: str) -> None:
    repair = without_a_time()
    without_a_time(contact=replace(ADA, name="Grace Hopper", phone="07700 900999", email="grace@example.com"))
    assert [found.row for found in find_repairs(read_search(typed), timezone.now()).shown] == [repair]


@pytest.mark.parametrize("typed", ["Joan Clarke", "clarke", "01632 960077"])
def test_whoever_rang_for_a_resident_is_found_too(northmere: None, typed: str) -> None:
    repair = without_a_time()
    Assistance.objects.create(
        repair=repair,
        staff=User.objects.create_user("sam"),
        channel="phone",
        relation="warden",
        caller_name="Joan Clarke",
        caller_phone="01632 960077",
    )
    assert [found.row for found in find_repairs(read_search(typed), timezone.now()).shown] == [repair]


def test_a_reference_finds_its_repair(northmere: None) -> None:
    repair = booked()
    assert [found.row for found in find_repairs(read_search(repair.reference), timezone.now()).shown] == [repair]


def test_the_newest_repairs_of_a_caller_come_first_and_no_more_than_20(northmere: None) -> None:
    keys = [without_a_time().pk for _ in range(22)]
    found = find_repairs(read_search("Byron"), timezone.now())
    assert found.too_many
    assert [one.row.pk for one in found.shown] == keys[:1:-1]
