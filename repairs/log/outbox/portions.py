"""How many rows are claimed at once: as many as were delivered in a second, the last time.

So a worker whose HMS is slow leaves the rest to others, soon looks for emergencies again, and stops when it is told to.
"""

from typing import Any

from repairs.log.outbox.lane import Lane

LEAST, MOST = 100, 1000


class Portions:
    """Those of one sweep."""

    def __init__(self) -> None:
        self.in_a_second: dict[Lane[Any], int] = {}

    def next(self, lane: Lane[Any]) -> int:
        return min(max(self.in_a_second.get(lane, LEAST), LEAST), MOST)

    def note(self, lane: Lane[Any], rows: int, seconds: float) -> None:
        if rows >= LEAST:
            self.in_a_second[lane] = int(rows / max(seconds, 0.001))
