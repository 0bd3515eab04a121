"""A planner looks at a week and changes it at a real browser. Every page that comes is looked over."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from appointments.models import Closure, Place
from repairs.council.working_days import is_bank_holiday
from tests.browser.conftest import NewVisitor
from tests.browser.staff import DESK, PHONE, Staff


@pytest.fixture(params=[pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def pat(opens: NewVisitor, request: pytest.FixtureRequest) -> Staff:
    staff = opens(Staff, **request.param)
    assert isinstance(staff, Staff)
    staff.signs_in("Pat")
    User.objects.get(username="Pat").groups.set([Group.objects.get(name="Planners")])
    return staff


def a_place() -> Place:
    """A morning of the plumbers of the north, on a day to come."""
    ahead = Place.objects.filter(patch__code="N", trade__code="PL", window__code="AM")
    days = ahead.filter(day__gt=timezone.localdate() + timedelta(days=1)).order_by("day")
    return next(place for place in days if not is_bank_holiday(place.day))


def test_a_day_is_closed_and_opened_and_its_minutes_changed(pat: Staff) -> None:
    place = a_place()
    shown = f"?week={place.day.isoformat()}&patch={place.patch_id}&trade={place.trade_id}"
    pat.goes_to(reverse("admin:appointments_week") + shown)
    assert "Plumber, North" in pat.says

    pat.goes_to(reverse("admin:appointments_close") + f"?day={place.day.isoformat()}")
    pat.presses("Close")
    assert "Enter why the day is closed." in pat.says
    pat.page.get_by_label("Reason").fill("Team training")
    pat.presses("Close")
    assert "is closed for everyone" in pat.says
    assert Closure.objects.count() == 1
    pat.presses("Open again (Team training)")
    assert Closure.objects.count() == 0

    pat.goes_to(reverse("admin:appointments_minutes") + f"?place={place.pk}")
    pat.page.get_by_label("Minutes").fill("900")
    pat.presses()
    assert "Set by hand" in pat.says
    pat.goes_to(reverse("admin:appointments_overtime"))
    pat.presses("Add overtime")
    assert "Enter how many minutes." in pat.says
