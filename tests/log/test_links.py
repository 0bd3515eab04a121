"""Links to a repair: whoever holds one may open it, and nobody can make one up."""

import math
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from repairs.log.links import LASTS, TOKEN_BYTES, hash_token, link_of, new_link, repair_for_token
from repairs.log.models import Repair, RepairLink
from tests.log.builders import booked

pytestmark = pytest.mark.usefixtures("northmere")


@pytest.fixture
def repair(northmere: None) -> Repair:
    return booked()


def token_of(repair: Repair) -> str:
    return link_of(repair).rpartition("/")[2]


def test_a_link_opens_its_repair_and_no_other(repair: Repair) -> None:
    other = booked()
    assert repair_for_token(token_of(repair)) == repair
    assert repair_for_token(token_of(other)) == other


def test_it_cannot_be_guessed(repair: Repair) -> None:
    token = token_of(repair)
    assert TOKEN_BYTES * 8 >= 128
    assert len(token) * math.log2(62) >= 128
    assert token.isascii()


def test_the_database_does_not_hold_it(repair: Repair) -> None:
    token = token_of(repair)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM log_repairlink")
        assert token not in str(cursor.fetchall())
    assert RepairLink.objects.get().token_hash == hash_token(token)


def test_a_copy_of_the_database_opens_nothing(repair: Repair) -> None:
    link = RepairLink.objects.get()
    assert repair_for_token(link.token_hash) is None
    assert repair_for_token(str(link.nonce)) is None


def test_the_same_link_is_given_again(repair: Repair) -> None:
    assert link_of(repair) == link_of(repair)
    assert RepairLink.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "x" * 32, "x" * 10_000, "\u00e9" * 32, "../admin"])
def test_a_made_up_link_opens_nothing(repair: Repair, token: str) -> None:
    assert repair_for_token(token) is None


def test_a_cancelled_link_opens_nothing_and_a_new_one_takes_its_place(
    repair: Repair, clock: time_machine.Traveller
) -> None:
    token = token_of(repair)
    RepairLink.objects.update(cancelled_at="2026-03-04T10:00:00Z")
    assert repair_for_token(token) is None
    assert token_of(repair) != token
    assert repair_for_token(token_of(repair)) == repair


def test_a_link_ends_after_half_a_year(repair: Repair, clock: time_machine.Traveller) -> None:
    token = token_of(repair)
    clock.shift(LASTS - timedelta(seconds=1))
    assert repair_for_token(token) == repair
    clock.shift(timedelta(seconds=1))
    assert repair_for_token(token) is None


def test_somebody_can_have_a_link_of_their_own(repair: Repair) -> None:
    first = token_of(repair)
    new_link(repair)
    assert token_of(repair) != first
    assert repair_for_token(first) == repair
