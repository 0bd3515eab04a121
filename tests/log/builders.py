"""Reports as the journey hands them over, without the pages."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from appointments.diary import Hold, Job
from appointments.diary.local import LocalDiary
from diagnosis.models import PublishedTree
from diagnosis.tree import SorLine
from diagnosis.triage import Decision, Reason
from repairs.homes.models import Home
from repairs.log.models import CallBack, Repair
from repairs.log.report import Report, ReportContact
from repairs.log.submit import submit_report
from tests.conftest import NOW

MENDED_SOON = Job(patch="N", trade="PL", minutes=45)

DECISION = Decision(
    outcome_key="water-pipe",
    ending="book",
    priority="U1",
    trade="PL",
    sor=(SorLine(code="LK-P01", quantity=1),),
    rtr_category="water-or-heating-pipe",
    hazards=(),
    flags=(),
    location="Kitchen",
    reasons=(Reason("stop-tap-off", "The water is turned off at the stop tap."),),
)
EMERGENCY = replace(DECISION, outcome_key="pouring", ending="ring", priority="E2")

ADA = ReportContact(name="Ada Byron", tell_by=Repair.TellBy.TEXT, phone="07700 900123", email="ada@example.com")


def a_report(home: str = "1 Test Street", **changes: Any) -> Report:
    lives_in = Home.objects.get(line_1=home)
    report = Report(
        draft=uuid4(),
        tree_id=PublishedTree.objects.values_list("pk", flat=True)[0],
        questions={"safety": "none", "where": "kitchen", "kitchen": "under-sink", "under-sink": "all-the-time"},
        decision=DECISION,
        title="Leak from a water pipe",
        location="Kitchen, under the sink",
        said=("None of these", "Kitchen", "Under the sink", "All the time"),
        home_id=lives_in.pk,
        tenure=lives_in.tenure,
        address="1 Test Street\nNorthmere",
        postcode="NM1 2AB",
        contact=ADA,
        description="The cupboard is soaked.",
    )
    return replace(report, **changes)


def a_hold(holder: str = "someone", now: datetime = NOW) -> Hold:
    diary = LocalDiary()
    slot = diary.offer(MENDED_SOON, date(2026, 3, 5), date(2026, 3, 20), now)[0]
    return diary.hold(slot.id, MENDED_SOON, holder, now)


def booked(now: datetime = NOW, **changes: Any) -> Repair:
    """A repair with an appointment."""
    report = a_report(**changes)
    return submit_report(replace(report, hold_id=a_hold(str(report.draft), now).id), LocalDiary(), now)


def without_a_time(now: datetime = NOW, **changes: Any) -> Repair:
    asked: dict[str, Any] = {"call_back": CallBack.Reason.NO_SLOT, "preferred_times": ("weekday mornings",)}
    return submit_report(a_report(**asked | changes), LocalDiary(), now)


def an_emergency(now: datetime = NOW, **changes: Any) -> Repair:
    asked: dict[str, Any] = {
        "decision": EMERGENCY,
        "title": "Leak that cannot be stopped",
        "call_back": CallBack.Reason.EMERGENCY,
    }
    return submit_report(a_report(**asked | changes), LocalDiary(), now)


def booked_in_a_week() -> Repair:
    """A visit that is never too near to be changed, and so is the last of the times on a page of days."""
    report, diary, now = a_report(), LocalDiary(), timezone.now()
    in_a_week = (now + timedelta(days=7)).date()
    slot = diary.offer(MENDED_SOON, in_a_week, in_a_week + timedelta(days=7), now)[0]
    held = diary.hold(slot.id, MENDED_SOON, str(report.draft), now)
    booked = submit_report(replace(report, hold_id=held.id), diary, now)
    Repair.objects.update(due_at=now + timedelta(days=21), rtr_due=None)
    return booked
