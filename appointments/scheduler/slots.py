"""A scheduler's slots as the diary knows them: their id says it all, so that nothing has to be looked up again."""

import re
from datetime import date, time

from appointments.diary import Slot, SlotGone
from appointments.scheduler import Times

ID = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{6})\.(\d{6})\.([^\x00-\x1f\x7f]{1,20})", re.ASCII)


def slot_of(times: Times) -> Slot:
    id = f"{times.day}.{times.starts:%H%M%S}.{times.ends:%H%M%S}.{times.name}"
    return Slot(id, times.day, times.name, times.starts, times.ends)


def times_of(slot_id: str) -> Times:
    """Raises SlotGone for what was never offered by anybody."""
    if not (parts := ID.fullmatch(slot_id)):
        raise SlotGone
    try:
        starts, ends = (time(int(at[:2]), int(at[2:4]), int(at[4:])) for at in parts.group(2, 3))
        return Times(date.fromisoformat(parts[1]), parts[4], starts, ends)
    except ValueError:
        raise SlotGone from None
