"""What an HMS says of a job, and how it gets here."""

import json
import time
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.test import Client

from appointments.diary.local import LocalDiary
from repairs.log.hms.job_state import JobState
from repairs.log.hms.signature import HEADER, signature
from repairs.log.job_status.receive import receive_update
from repairs.log.models import JobUpdate, Message, Repair, WorksOrder
from repairs.log.reschedule import take_other_time
from tests.conftest import NOW
from tests.log.builders import MENDED_SOON, booked

SECRET = "what both sides know"
NUMBER = "NM-000001"


def ordered(repair: Repair, number: str = NUMBER) -> Repair:
    """The HMS has taken the order."""
    WorksOrder.objects.filter(repair=repair).update(state=WorksOrder.State.SENT, hms_number=number, attempts=1)
    repair.messages.all().delete()
    return Repair.objects.get(pk=repair.pk)


def moved() -> Repair:
    """A visit that was moved from Thursday to Friday, which the HMS has not been told yet."""
    repair, diary = ordered(booked()), LocalDiary()
    slot = diary.offer(MENDED_SOON, date(2026, 3, 6), date(2026, 3, 20), NOW)[0]
    take_other_time(repair, slot.id, diary, NOW, seen=0)
    return repair


def said(what: str = "on-the-way", sequence: int = 1, *, at: datetime = NOW, **changes: Any) -> dict[str, Any]:
    """As it travels. `what` is one of ours, or a code of HACT's."""
    kind = {"TypeCode": what} if what[0].isdigit() else {"TypeCode": "0", "OtherType": what}
    update = {
        "Reference": {"ID": str(uuid4())},
        "RelatedWorkOrderReference": {"ID": NUMBER},
        "Sequence": sequence,
        "EventTime": at.isoformat(),
        **kind,
    }
    return update | changes


def window(day: str, starts: str = "10:00", ends: str = "11:00") -> dict[str, Any]:
    times = {"EarliestArrivalTime": starts, "LatestArrivalTime": ends}
    return {"RefinedAppointmentWindow": {"Date": day, "TimeOfDay": times}}


def by(name: str) -> dict[str, Any]:
    return {"OperativesAssigned": [{"NameFull": name}]}


def hears(what: str, sequence: int = 1, *, at: datetime = NOW, now: datetime | None = None, **changes: Any) -> bool:
    update = JobState.model_validate(said(what, sequence, at=at, **changes))
    return receive_update(update, JobUpdate.CameBy.WEBHOOK, LocalDiary(), now or at)


def posts(update: object, secret: str = SECRET, *, at: float | None = None, **headers: str) -> Any:
    body = update if isinstance(update, bytes) else json.dumps(update).encode()
    signed = {HEADER: signature(body, secret, int(time.time() if at is None else at)), **headers}
    return Client().post("/hms/status/", body, content_type="application/json", headers=signed)


def job_state(repair: Repair) -> str:
    return WorksOrder.objects.get(repair=repair).job_state


def told(repair: Repair) -> list[str]:
    waiting = Message.objects.filter(repair=repair, state=Message.State.WAITING)
    return list(waiting.order_by("pk").values_list("kind", flat=True))
