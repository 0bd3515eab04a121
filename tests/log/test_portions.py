"""A worker claims as much as it gets through in a second."""

import pytest

from repairs.log.outbox.orders import WorksOrders
from repairs.log.outbox.portions import LEAST, MOST, Portions

LANE = WorksOrders()


@pytest.mark.parametrize(
    ("rows", "seconds", "next_time"),
    [
        (100, 0.05, MOST),
        (100, 0.25, 400),
        (100, 5, LEAST),
        (1000, 20, LEAST),
        (1000, 0, MOST),
        (3, 0.001, LEAST),
    ],
)
def test_the_next_portion(rows: int, seconds: float, next_time: int) -> None:
    portions = Portions()
    assert portions.next(LANE) == LEAST
    portions.note(LANE, rows, seconds)
    assert portions.next(LANE) == next_time
    assert portions.next(WorksOrders(urgent=True)) == LEAST
