"""The visit that a repair needs, for finding another time for it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from appointments.diary import Job, Slot
from appointments.offer import offer_slots
from diagnosis.models import SorItem
from repairs.log.changeable import lead_days
from repairs.log.models import Appointment, Repair


def holder_of(repair: Repair) -> str:
    return f"repair:{repair.pk}"


def job_of(repair: Repair) -> Job:
    home = repair.home
    return Job(
        patch=home.patch.code if home and home.patch else "",
        trade=repair.trade.code if repair.trade else "",
        minutes=minutes_of(repair),
        home=home.uprn if home else "",
        work=repair.title,
    )


def minutes_of(repair: Repair) -> int:
    codes = [line["code"] for line in repair.sor]
    minutes = dict(SorItem.objects.filter(code__in=codes).values_list("code", "minutes"))
    return sum(minutes.get(line["code"], 0) * line["quantity"] for line in repair.sor)


def visit_to_share(drafts: Collection[UUID], home_id: int, trade: str, first: date) -> Appointment | None:
    """The first visit of a trade to a home, from a day on, that is booked for a repair of one of these drafts."""
    reported = Q(repair__draft__in=drafts, repair__home=home_id, repair__trade__code=trade)
    booked = Appointment.objects.filter(reported, repair__cancel_asked_at=None, cancelled_at=None, day__gte=first)
    return booked.order_by("day", "starts").first()


def other_times(repair: Repair, booked: Appointment, now: datetime) -> list[Slot]:
    """Every time to which the visit could be moved. Raises DiaryDown."""
    if rings_first(repair):
        return []
    slots = offer_slots(job_of(repair), lead_days(repair), now, holder=holder_of(repair))
    return [slot for slot in slots if slot.id != booked.slot]


def rings_first(repair: Repair) -> bool:
    """Whether it is at a home where we ring before each visit, so that no time is offered online."""
    return repair.home is None or repair.home.alerts.filter(calls_back=True).exists()
