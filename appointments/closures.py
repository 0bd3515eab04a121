from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from appointments.models import Closure, Place
from appointments.plan import plan_days
from appointments.room import lock_places


def apply_closures(day: date) -> None:
    """Close the places of a day that a closure covers, and open the others.

    Appointments already booked stay booked: staff move them with the resident.
    """
    with transaction.atomic():
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
