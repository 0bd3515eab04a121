from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from repairs.homes.find import HomeChoice, homes_at
from repairs.homes.postcode import Postcode
from tests.homes.builders import make_home

pytestmark = pytest.mark.django_db

LARKSPUR = Postcode("NM1 2AB")
GONE = datetime(2026, 3, 5, tzinfo=UTC)


def test_homes_come_in_natural_order() -> None:
    for number in (10, 2, 1):
        make_home(line_1=f"{number} Larkspur Road")
    assert [choice.address.split()[0] for choice in homes_at(LARKSPUR)] == ["1", "2", "10"]


def test_a_choice_is_an_address_and_nothing_else() -> None:
    home = make_home(line_1="Flat 2", line_2="Harbour Point", line_3="Quay Street", tenure="leasehold")
    assert homes_at(LARKSPUR) == [HomeChoice(str(home.pk), "Flat 2, Harbour Point, Quay Street, Northmere")]


def test_a_home_that_is_gone_is_never_offered() -> None:
    make_home(gone_at=GONE)
    assert homes_at(LARKSPUR) == []


def test_a_postcode_without_homes_finds_none() -> None:
    make_home()
    assert homes_at(Postcode("NM9 9ZZ")) == []


def test_looking_up_a_tower_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(30):
        make_home(line_1=f"Flat {number}")
    with django_assert_num_queries(1):
        assert len(homes_at(LARKSPUR)) == 30
