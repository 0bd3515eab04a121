from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from repairs.homes.find import HomeChoice, home_for_choice, homes_at
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
    gone = make_home(gone_at=GONE)
    assert homes_at(LARKSPUR) == []
    assert home_for_choice(LARKSPUR, str(gone.pk)) is None


def test_a_postcode_without_homes_finds_none() -> None:
    make_home()
    assert homes_at(Postcode("NM9 9ZZ")) == []


def test_looking_up_a_tower_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(30):
        make_home(line_1=f"Flat {number}")
    with django_assert_num_queries(1):
        assert len(homes_at(LARKSPUR)) == 30


def test_the_chosen_home_is_found() -> None:
    home = make_home()
    assert home_for_choice(LARKSPUR, homes_at(LARKSPUR)[0].value) == home


def test_a_choice_opens_no_home_at_another_postcode() -> None:
    elsewhere = make_home(postcode="NM5 2TF")
    assert home_for_choice(LARKSPUR, str(elsewhere.pk)) is None


@pytest.mark.parametrize(
    "value", ["", "x", "-1", "1.0", "1e3", " 1", "\u0661", "9" * 18, "9" * 19, "9" * 9999, "1\x00"]
)
def test_a_made_up_choice_finds_nothing(value: str) -> None:
    make_home()
    assert home_for_choice(LARKSPUR, value) is None


def test_a_uprn_is_not_a_choice() -> None:
    home = make_home()
    assert home_for_choice(LARKSPUR, home.uprn) is None
