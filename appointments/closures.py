"""Days on which nobody comes."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from appointments.models import Closure, Place
from appointments.plan import plan_days, plan_one_at_a_time
from appointments.room import lock_places


def close(wanted: Closure) -> tuple[Closure, bool]:
    """Close what is wanted, and say whether that is new. What is closed for the same already keeps its reason."""
    with transaction.atomic():
        plan_one_at_a_time()
        same = {"day": wanted.day, "patch": wanted.patch, "trade": wanted.trade, "window": wanted.window}
        if there := Closure.objects.filter(**same).first():
            return there, False
        wanted.save()
        apply_closures(wanted.day)
        return wanted, True


def open_again(closure_id: int) -> Closure | None:
    """Take a closure away. Gives what it was, or None where it was gone already."""
    with transaction.atomic():
        plan_one_at_a_time()
        closure = Closure.objects.select_related("patch", "trade", "window").filter(pk=closure_id).first()
        if closure is None:
            return None
        Closure.objects.filter(pk=closure_id).delete()
        apply_closures(closure.day)
        return closure


def apply_closures(day: date) -> None:
    """Close the places of a day that a closure covers, and open the others.

    Appointments already booked stay booked: staff move them with the resident.
    """
    with transaction.atomic():
        plan_one_at_a_time()
        lock_places(Place.objects.filter(day=day).values_list("pk", flat=True))
        covered = closed_on(day)
        places = Place.objects.filter(day=day)
        places.filter(covered, closed=False).update(closed=True)
        places.filter(~covered, closed=True).update(closed=False)
        if is_planned(day):
            plan_days(day, day)


def is_planned(day: date) -> bool:
    return day >= timezone.localdate() and Place.objects.filter(day__gte=day).exists()


def closed_on(day: date) -> Q:
    covered = Q(pk__in=[])
    for closure in Closure.objects.filter(day=day):
        covered |= Q(day=day) & closure.covers()
    return covered
