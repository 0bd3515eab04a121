"""Another contractor, and what is owed where that one is late too.

The Secure Tenants of Local Housing Authorities (Right to Repair) Regulations 1994, S.I. 1994/133.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from diagnosis.right_to_repair import compensation, rtr_days
from repairs.council.dates import say_date
from repairs.council.deadlines import LONDON
from repairs.council.working_days import add_working_days
from repairs.log.changeable import NotChanged, lock_repair
from repairs.log.enquiries.ask import ask, tell_hms
from repairs.log.enquiries.choices import right_has_passed
from repairs.log.job_status.state import is_finished, order_of
from repairs.log.models import Enquiry, JobState, JobUpdate, Repair


class NoRight(NotChanged):
    """It does not apply, or its day is not over."""


@dataclass(frozen=True)
class SecondPeriod:
    ends: date
    owed: int
    """Pounds, as of today or the day on which it was finished."""


def second_period_ends(category: str, asked_on: date) -> date:
    """Another period as long as the first one, from the day on which another contractor is asked for."""
    return add_working_days(asked_on, rtr_days(category, asked_on))


def owed(second_ends: date, until: date, *, let_in: bool = True) -> int:
    """Pounds. Nothing while the second period runs, or where nobody let the contractor in."""
    return compensation((until - second_ends).days) if let_in else 0


def ask_for_other_contractor(repair: Repair, words: str, now: datetime) -> Enquiry:
    """Raises NoRight."""
    with transaction.atomic():
        repair = lock_repair(repair)
        if repair.cancelled_at or is_finished(repair) or not right_has_passed(repair, now):
            raise NoRight
        before = asked_before(repair)
        ends = second_ends_of(before) if before else None
        ends = ends or second_period_ends(repair.rtr_category, now.astimezone(LONDON).date())
        detail = {"second_period_ends": ends.isoformat()}
        enquiry, is_new = ask(repair, Enquiry.Kind.OTHER_CONTRACTOR, words, now, detail=detail)
        if is_new:
            tell_hms(repair, f"Right to Repair: another contractor is asked for, to finish by {say_date(ends)}.", now)
    return enquiry


def asked_before(repair: Repair) -> Enquiry | None:
    return Enquiry.objects.filter(repair=repair, kind=Enquiry.Kind.OTHER_CONTRACTOR).order_by("asked_at", "pk").first()


def second_ends_of(enquiry: Enquiry) -> date | None:
    written = enquiry.detail.get("second_period_ends")
    return date.fromisoformat(written) if written else None


def second_period_of(repair: Repair, enquiry: Enquiry, now: datetime) -> SecondPeriod | None:
    """`enquiry` is the first in which another contractor was asked for."""
    ends = second_ends_of(enquiry)
    if ends is None:
        return None
    order = order_of(repair)
    finished_at = order.job_state_at if order and is_finished(repair) else None
    until = (finished_at or now).astimezone(LONDON).date()
    no_access = JobUpdate.objects.filter(
        order__repair=repair, state=JobState.NO_ACCESS, happened_at__gte=enquiry.asked_at
    ).exists()
    return SecondPeriod(ends, owed(ends, until, let_in=not no_access))
