"""Where there is something to deliver: one trip for all lanes, because usually there is in few of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from repairs.log.outbox.lane import Lane
from repairs.statements import Gap, Read, Together


class Work:
    def __init__(self, lanes: Sequence[Lane[Any]]) -> None:
        self.lanes = lanes
        self.firsts = Together(*map(first_of, lanes))

    def look(self, now: datetime) -> list[Lane[Any]]:
        """Those with rows that are ready, in their order."""
        return [lane for lane, first in zip(self.lanes, self.firsts.all(now=now), strict=True) if first]


def first_of(lane: Lane[Any]) -> Read[Any]:
    return Read(lambda: lane.ready(Gap(lane.rows().model, "due_at", "now")).values_list("pk")[:1])
