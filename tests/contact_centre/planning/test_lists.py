"""Planners' lists: what is on them, in which order, how they are narrowed, and that they cost the same with many."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repairs.council.models import Patch, Trade
from repairs.log.models import Appointment, CallBack, Enquiry, Event, Repair, WorksOrder
from repairs.log.reference import new_reference
from repairs.roles import MANAGERS
from tests.conftest import NOW
from tests.contact_centre.planning.planner import Planner
from tests.log.builders import an_emergency, booked, without_a_time

pytestmark = pytest.mark.usefixtures("northmere")

A_DAY = timedelta(days=1)


def changed(repair: Repair, **fields: Any) -> Repair:
    Repair.objects.filter(pk=repair.pk).update(**fields)
    return Repair.objects.get(pk=repair.pk)


def at(page: str, planner: Planner | None = None) -> Planner:
    planner = planner or Planner()
    planner.goes_to(f"/staff/planning/{page}")
    return planner


def references(planner: Planner) -> list[str]:
    """In the order of the page."""
    known = Repair.objects.values_list("reference", flat=True)
    return sorted((one for one in known if one in planner.says), key=planner.says.index)


def test_repairs_without_a_time_come_with_the_soonest_due_first() -> None:
    later, sooner = without_a_time(), changed(without_a_time(), due_at=NOW - 3 * A_DAY, wants_sooner=True)
    planner = at("to-book/")
    assert references(planner) == [sooner.reference, later.reference]
    for words in ("3 days late", "No time yet", "Monday to Friday mornings", "Call back: No time suits"):
        assert words in planner.says
    planner.follows("Show only those who asked for a sooner time")
    assert references(planner) == [sooner.reference]


def test_what_is_past_its_target_comes_with_dates_of_the_law_first() -> None:
    plain = changed(booked(), due_at=NOW - 9 * A_DAY, rtr_due=None, rtr_category="")
    law = changed(booked(home="2 Test Street"), due_at=NOW - A_DAY, rtr_due=NOW.date() - A_DAY)
    planner = at("late/")
    assert references(planner) == [law.reference, plain.reference]
    assert "Right to Repair: Tuesday 3 March 2026" in planner.says
    assert "9 days late" in planner.says


def test_what_is_finished_cancelled_or_settled_with_a_call_is_not_late() -> None:
    finished, cancelled, rung = booked(), booked(home="2 Test Street"), without_a_time(to_order=False)
    Repair.objects.update(due_at=NOW - A_DAY)
    WorksOrder.objects.filter(repair=finished).update(job_state="completed")
    changed(cancelled, cancelled_at=NOW)
    CallBack.objects.filter(repair=rung).update(done_at=NOW)
    assert "There are none" in at("late/").says


def test_enquiries_say_whose_they_are_and_lead_to_the_answer() -> None:
    repair, kim = booked(), User.objects.create_user("kim", first_name="Kim", last_name="Lee")
    Enquiry.objects.create(repair=repair, kind="complaint", due_at=NOW + A_DAY, owner=kim)
    Enquiry.objects.create(repair=repair, kind="update", due_at=NOW - A_DAY)
    planner = at("enquiries/")
    says = planner.says
    assert says.index("Needs an update") < says.index("Nobody has taken it") < says.index("Complaint")
    assert "1 day late" in says
    assert "Kim Lee" in says
    planner.follows("Complaint")
    assert planner.url.startswith("/admin/log/complaint/")


def test_the_start_page_counts_each_list_and_leads_there() -> None:
    changed(without_a_time(), due_at=NOW - A_DAY)
    WorksOrder.objects.update(state="needs-person")
    booked(NOW)
    Appointment.objects.update(day=NOW.date())
    Enquiry.objects.create(repair=booked(home="2 Test Street"), kind="update", due_at=NOW - A_DAY)
    planner = at("")
    for words in (
        "Repairs that need a time: 1 1 late",
        "Repairs past their target: 1",
        "Enquiries to answer: 1 1 late",
        "Works orders that need a person: 1",
    ):
        assert words in planner.says
    for name in ("Repairs that need", "Visits today", "Repairs past", "Enquiries", "Works orders"):
        at("", planner).follows(name)
        assert planner.response.status_code == 200


def test_a_trade_and_a_patch_narrow_every_list_and_the_counts() -> None:
    repair = changed(without_a_time(), due_at=NOW - A_DAY)
    Enquiry.objects.create(repair=repair, kind="update", due_at=NOW)
    other = Trade.objects.exclude(pk=repair.trade_id or 0)[0].pk
    north, south = Patch.objects.get(code="N").pk, Patch.objects.get(code="S").pk
    for page in ("to-book/", "late/", "enquiries/"):
        assert references(at(f"{page}?trade={repair.trade_id}&patch={north}")) == [repair.reference]
        assert references(at(f"{page}?trade={other}")) == []
        assert references(at(f"{page}?patch={south}")) == []
    assert "Repairs that need a time: 0" in at(f"?trade={other}").says


@pytest.mark.parametrize("query", ["trade=x&patch=-1&page=x", "trade=99999999999999999999", "page=999999", "day=soon"])
def test_nonsense_narrows_nothing(query: str) -> None:
    repair = changed(without_a_time(), due_at=NOW - A_DAY)
    for page in ("to-book/", "late/"):
        assert references(at(f"{page}?{query}")) == [repair.reference]
    assert "Planning" in at(f"?{query}").says
    assert "Wednesday 4 March 2026" in at(f"day/?{query}").heading


def test_whoever_cannot_find_times_is_led_to_the_repair() -> None:
    repair = without_a_time()
    manager = at("to-book/", Planner("max", MANAGERS))
    manager.follows(repair.reference)
    assert manager.url == f"/staff/repairs/{repair.reference}/"


def fill(how_many: int) -> None:
    """So many repairs more in every list."""
    pattern = without_a_time()
    repairs = [copy(pattern) for _ in range(how_many)]
    Repair.objects.bulk_create(repairs)
    Repair.objects.update(due_at=NOW - A_DAY)
    WorksOrder.objects.bulk_create(WorksOrder(repair=one, due_at=NOW) for one in repairs)
    Event.objects.bulk_create(Event(repair=one, kind="nobody-came") for one in repairs)
    Enquiry.objects.bulk_create(Enquiry(repair=one, kind="update", due_at=NOW) for one in repairs)


def copy(pattern: Repair) -> Repair:
    again = Repair.objects.get(pk=pattern.pk)
    again.pk, again.draft, again.reference = None, uuid4(), new_reference()
    return again


def statements(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        call()
    return len(asked)


@pytest.mark.parametrize("page", ["", "to-book/", "late/", "enquiries/"])
def test_a_list_asks_the_database_as_often_with_500_repairs(page: str) -> None:
    planner = Planner()
    fill(1)
    at(page, planner)
    few = statements(lambda: at(page, planner))
    fill(500)
    assert statements(lambda: at(page, planner)) == few


def test_a_long_list_has_pages_that_keep_what_was_asked() -> None:
    fill(60)
    planner = at(f"to-book/?trade={Repair.objects.all()[0].trade_id}")
    assert "Page 1 of 3" in planner.says
    assert len(references(planner)) == 25
    planner.follows("Next page")
    planner.follows("Next page")
    assert "Page 3 of 3" in planner.says
    assert "trade=" in planner.url
    assert len(references(planner)) == 11


def test_an_emergency_that_is_not_over_is_late() -> None:
    emergency = changed(an_emergency(), due_at=NOW - timedelta(hours=3))
    planner = at("late/")
    assert references(planner) == [emergency.reference]
    assert "3 hours late" in planner.says
