"""People who wait for us to ring."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from repairs.homes.models import Home
from repairs.log.call_backs import note_emergency
from repairs.log.models import CallBack
from tests.conftest import NOW
from tests.log.builders import without_a_time

LIST = "/staff/call-backs/"
CEILING = {"safety": "ceiling"}


def an_emergency_online(now: datetime = NOW, draft: UUID | None = None) -> CallBack:
    """Somebody was told to ring, and nothing more came."""
    draft, home = draft or uuid4(), Home.objects.get(line_1="1 Test Street")
    note_emergency(draft, home_id=home.pk, answers=CEILING, problem="A ceiling", now=now)
    return CallBack.objects.get(draft=draft)


def no_time_suits(now: datetime = NOW, **changes: Any) -> CallBack:
    repair = without_a_time(now, **changes)
    return CallBack.objects.get(repair=repair)


def many(number: int, now: datetime = NOW) -> None:
    home = Home.objects.get(line_1="1 Test Street")
    CallBack.objects.bulk_create(
        CallBack(
            draft=uuid4(),
            reason="emergency" if one % 2 else "address",
            home=home,
            answers=CEILING,
            problem=f"No {one}",
            asked_at=now,
            waiting_since=now,
            due_at=now + timedelta(minutes=one),
        )
        for one in range(number)
    )
