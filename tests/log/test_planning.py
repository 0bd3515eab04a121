"""What planners work through: repairs without a time, and those whose time is too late."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appointments.models import Place
from diagnosis.models import SorItem
from diagnosis.tree import SorLine
from repairs.log.models import Appointment, Repair
from repairs.log.planning import soonest_free, visits_to_plan
from tests.conftest import NOW
from tests.log.builders import DECISION, an_emergency, booked, without_a_time

pytestmark = pytest.mark.usefixtures("northmere")


def late(**changes: Any) -> Repair:
    repair = booked(**changes)
    Appointment.objects.filter(repair=repair).update(day="2026-03-20")
    return Repair.objects.get(pk=repair.pk)


def test_what_has_no_time_or_a_late_one_is_listed_with_the_soonest_due_first() -> None:
    booked()
    an_emergency()
    too_late = late()
    waiting = without_a_time()
    Repair.objects.filter(pk=waiting.pk).update(due_at=NOW + timedelta(hours=1))
    assert list(visits_to_plan(NOW)) == [waiting, too_late]


def test_what_is_over_is_not_listed() -> None:
    over, cancelled = late(), without_a_time()
    Appointment.objects.filter(repair=over).update(day=NOW.date() - timedelta(days=1))
    Repair.objects.filter(pk=over.pk).update(due_at=NOW - timedelta(days=3))
    Repair.objects.filter(pk=cancelled.pk).update(cancelled_at=NOW)
    assert list(visits_to_plan(NOW)) == []


def test_an_open_repair_whose_visit_was_cancelled_is_listed() -> None:
    repair = booked()
    Appointment.objects.filter(repair=repair).update(cancelled_at=NOW)
    assert list(visits_to_plan(NOW)) == [repair]


def test_a_time_that_is_sooner_than_the_late_one_is_found() -> None:
    slot = soonest_free(late(), NOW)
    assert slot is not None
    assert slot.day.isoformat() == "2026-03-05"


def test_planners_see_why_and_when_someone_could_be_in(admin_client: Client) -> None:
    without_a_time()
    late(wants_sooner=True, home="2 Test Street")
    page = admin_client.get(reverse("admin:log_visittoplan_changelist")).content.decode()
    for words in ["No time yet", "weekday mornings", "Booked after the target", "They want a sooner time"]:
        assert words in page


def test_a_time_is_free_only_where_all_the_work_fits_with_one_journey() -> None:
    two_jobs = (SorLine(code="LK-P01", quantity=2), SorLine(code="LK-P02", quantity=1))
    repair = without_a_time(decision=replace(DECISION, sor=two_jobs))
    minutes = dict(SorItem.objects.filter(code__in=["LK-P01", "LK-P02"]).values_list("code", "minutes"))
    needed = 2 * minutes["LK-P01"] + minutes["LK-P02"] + 20
    Place.objects.update(minutes=needed - 1)
    assert soonest_free(repair, NOW) is None
    Place.objects.update(minutes=needed)
    assert soonest_free(repair, NOW) is not None
