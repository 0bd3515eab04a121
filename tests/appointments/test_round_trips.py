"""How often the diary asks the database, whatever its size.

Several statements go to PostgreSQL in one trip. SQLite, to which nothing travels, takes them one by one.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import transaction

from appointments.diary.local import LocalDiary
from tests.appointments.conftest import NOW, TAP, TOMORROW, OpenPlace

AtMost = Callable[[int], AbstractContextManager[object]]


@pytest.mark.parametrize("days", [1, 30])
def test_offering_asks_once(open_place: OpenPlace, django_assert_num_queries: AtMost, days: int) -> None:
    for number in range(days):
        open_place(day=TOMORROW + timedelta(days=number))
    LocalDiary().offer(TAP, TOMORROW, TOMORROW, now=NOW, holder="bob")  # so that the windows are known
    with django_assert_num_queries(1):
        LocalDiary().offer(TAP, TOMORROW, TOMORROW + timedelta(days=days), now=NOW, holder="ann")


def test_confirming_inside_a_transaction_asks_three_times(
    open_place: OpenPlace, django_assert_max_num_queries: AtMost
) -> None:
    hold = LocalDiary().hold(str(open_place().pk), TAP, "ann", NOW)
    with transaction.atomic(), django_assert_max_num_queries(3):
        LocalDiary().confirm(hold.id, NOW)
