"""A planner's lists and the page that finds a time, at a real browser. Every page that comes is looked over."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from repairs.log.models import Appointment, Enquiry, Repair
from tests.browser.conftest import NewVisitor
from tests.browser.staff import DESK, Staff
from tests.log.builders import without_a_time

NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(params=[pytest.param(NARROW, id="320 pixels"), pytest.param(DESK, id="desk")])
def pat(opens: NewVisitor, request: pytest.FixtureRequest) -> Staff:
    staff = opens(Staff, **request.param)
    assert isinstance(staff, Staff)
    staff.signs_in("Pat")
    User.objects.get(username="Pat").groups.set([Group.objects.get(name="Planners")])
    return staff


def test_a_planner_walks_the_lists_and_finds_a_time(pat: Staff) -> None:
    now = timezone.now()
    repair = without_a_time(now)
    Repair.objects.update(due_at=now - timedelta(days=1))
    Enquiry.objects.create(repair=repair, kind="update", due_at=now)
    for page in ("", "to-book/", "late/", "enquiries/", f"{repair.reference}/"):
        pat.goes_to(f"/staff/planning/{page}")
    pat.page.locator("input[type=radio]").first.check()
    pat.presses("Book this time")
    assert "We come on" in pat.says
    visit = Appointment.objects.get(repair=repair)
    pat.goes_to(f"/staff/planning/day/?day={visit.day.isoformat()}")
    assert repair.reference in pat.says
