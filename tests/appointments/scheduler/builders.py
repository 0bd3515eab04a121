"""Appointments, days and answers for the tests of a scheduler."""

from datetime import date, datetime, time, timedelta
from typing import Any

from appointments.scheduler import Appointment, Status, Times, Visit
from appointments.scheduler.words import as_message
from repairs.council.deadlines import LONDON

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=LONDON)
TOMORROW = date(2026, 3, 5)
MORNING = Times(TOMORROW, "AM", time(8), time(12))
AFTERNOON = Times(TOMORROW, "PM", time(12), time(16))
AN_HOUR = Visit("N", "PL", 60)
WAIT = 10.0


def an_appointment(times: Times = MORNING, minutes: int = 60, **changes: Any) -> Appointment:
    told = {
        "reference": "b-1",
        "times": times,
        "visit": Visit("N", "PL", minutes),
        "held_until": NOW + timedelta(minutes=10),
        "home": "10099000001",
        "comments": "Leak under the sink",
    }
    return Appointment(**{**told, **changes})


def body_of(appointment: Appointment | None = None, status: Status = Status.HELD, **changes: Any) -> dict[str, Any]:
    """What is sent, with fields changed. None takes a field away."""
    body = as_message(appointment or an_appointment(), status).model_dump(mode="json")
    return {name: value for name, value in {**body, **changes}.items() if value is not None}
