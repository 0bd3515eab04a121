"""Tries are counted in the database, for all processes alike."""

from datetime import timedelta
from functools import partial

import pytest

from repairs.limits.counting import HOUR, Limit, Tries, forget_counts, give_back, take
from repairs.limits.models import Count
from tests.conftest import NOW
from tests.crowd import Crowd

pytestmark = pytest.mark.django_db

THREE = Limit("guess", 3)
FEW = [(THREE, "KM7-4QX-9TDR"), (Limit("address", 5), "192.0.2.1")]


def test_so_many_and_no_more() -> None:
    assert [take(FEW[:1], NOW) for _ in range(5)] == [None, None, None, NOW + HOUR, NOW + HOUR]


def test_trying_on_makes_nobody_wait_longer() -> None:
    for minute in range(50):
        over_at = take(FEW[:1], NOW + timedelta(minutes=minute))
    assert over_at == NOW + HOUR
    assert take(FEW[:1], NOW + HOUR) is None


def test_each_has_a_count_of_their_own() -> None:
    for _ in range(4):
        take(FEW[:1], NOW)
    assert take([(THREE, "another")], NOW) is None
    assert take([(Limit("something else", 3), "KM7-4QX-9TDR")], NOW) is None


def test_the_strictest_of_several_decides() -> None:
    assert [take(FEW, NOW) is None for _ in range(4)] == [True, True, True, False]
    assert [take(FEW[1:], NOW) is None for _ in range(2)] == [True, False]


def test_a_try_that_was_right_is_given_back() -> None:
    for _ in range(20):
        assert take(FEW, NOW) is None
        give_back(FEW)
    assert set(Count.objects.values_list("count", flat=True)) == {0}


def test_who_it_was_is_not_in_the_table() -> None:
    take(FEW, NOW)
    assert "192.0.2.1" not in str(list(Count.objects.values()))
    assert "KM7" not in str(list(Count.objects.values()))


@pytest.mark.parametrize("who", ["", "\x00", "\ud800", "x" * 100_000, "%s", "'"])
def test_whatever_is_typed_is_counted(who: str) -> None:
    assert take([(THREE, who)], NOW) is None
    assert take([(THREE, who), (THREE, who)], NOW) is None
    assert Count.objects.get().count == 2


def test_what_is_over_is_forgotten() -> None:
    take(FEW, NOW)
    assert forget_counts(NOW + HOUR - timedelta(seconds=1)) == 0
    assert forget_counts(NOW + HOUR) == 2


def is_allowed(tries: Tries) -> bool:
    return take(tries, NOW) is None


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_get_past_it(crowd: Crowd) -> None:
    allowed = crowd.run([partial(is_allowed, FEW if number % 2 else FEW[::-1]) for number in range(20)])
    assert sorted(allowed) == [False] * 17 + [True] * 3
