"""What the history of repairs keeps of rows that ended together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from repairs.log.models import Event
from repairs.statements.several import Columns, add_several


class Noted(NamedTuple):
    repair: int
    kind: Event.Kind
    detail: dict[str, Any] = {}


def note_several(events: Sequence[Noted], now: datetime) -> None:
    if events:
        columns: Columns = {
            "kind": [event.kind for event in events],
            "at": [now] * len(events),
            "detail": [event.detail for event in events],
        }
        add_several(Event, "repair", [event.repair for event in events], columns)
