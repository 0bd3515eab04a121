"""Sending a report writes everything it leads to, once, or nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from appointments.diary import SlotGone
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from repairs.log.models import Appointment, CallBack, Event, Message, Repair, RepairLink, WorksOrder
from repairs.log.submit import submit_report
from tests.conftest import NOW
from tests.log.builders import a_hold, a_report, an_emergency, booked, without_a_time

Asked = Callable[[int], AbstractContextManager[object]]

pytestmark = pytest.mark.usefixtures("northmere")


def everything() -> dict[str, int]:
    tables = (Repair, Appointment, WorksOrder, Message, CallBack, Event, RepairLink)
    return {table.__name__: table.objects.count() for table in tables}


def kinds(repair: Repair) -> list[str]:
    return list(repair.events.values_list("kind", flat=True))


def test_a_report_with_a_time_becomes_all_that_it_leads_to() -> None:
    repair = booked()
    slot = Appointment.objects.get()
    assert (slot.repair, str(slot.day), slot.window) == (repair, "2026-03-05", "AM")
    assert Booking.objects.get().state == "booked"
    assert str(Booking.objects.get().pk) == slot.diary_id
    assert kinds(repair) == ["reported", "booked"]
    assert everything() == {
        "Repair": 1,
        "Appointment": 1,
        "WorksOrder": 1,
        "Message": 3,
        "CallBack": 0,
        "Event": 2,
        "RepairLink": 1,
    }


def test_the_same_draft_again_is_the_same_repair() -> None:
    report = replace(a_report(), hold_id=a_hold().id)
    first = submit_report(report, LocalDiary(), NOW)
    before = everything()
    again = submit_report(replace(report, description="Other words."), LocalDiary(), NOW + timedelta(hours=1))
    assert (again.pk, again.description) == (first.pk, "The cupboard is soaked.")
    assert everything() == before


def test_sending_asks_the_database_little(django_assert_num_queries: Asked) -> None:
    booked()
    report = replace(a_report(), hold_id=a_hold().id)
    with django_assert_num_queries(10):
        submit_report(report, LocalDiary(), NOW)


def test_the_events_are_in_the_order_in_which_things_happened() -> None:
    assert kinds(booked(call_back=CallBack.Reason.ALERT)) == ["reported", "booked", "call-back-asked"]


def test_two_reports_are_two_repairs() -> None:
    assert booked().reference != booked().reference


def test_a_time_that_is_gone_leaves_nothing_behind() -> None:
    hold = a_hold()
    Booking.objects.update(state="lapsed")
    Place.objects.filter(pk=hold.slot.id).update(held=0, closed=True)
    with pytest.raises(SlotGone), transaction.atomic():
        submit_report(replace(a_report(), hold_id=hold.id), LocalDiary(), NOW)
    assert set(everything().values()) == {0}


def test_what_fails_half_way_leaves_nothing_behind() -> None:
    taken = booked()
    before = everything()
    hold = Appointment.objects.get(repair=taken).diary_id
    with pytest.raises(IntegrityError), transaction.atomic():
        submit_report(replace(a_report(), hold_id=hold), LocalDiary(), NOW)
    assert everything() == before


def test_without_a_time_somebody_rings_and_the_hms_still_gets_an_order() -> None:
    repair = without_a_time()
    assert CallBack.objects.get().repair == repair
    assert WorksOrder.objects.get().repair == repair
    assert list(repair.messages.values_list("kind", "waits_for_order")) == [("received", False)]


def test_what_a_person_must_look_at_first_is_not_ordered() -> None:
    without_a_time(to_order=False, call_back=CallBack.Reason.ADDRESS, home_id=None)
    assert not WorksOrder.objects.exists()
    assert Repair.objects.get().home is None


@pytest.mark.parametrize(
    ("tell_by", "channels"),
    [("text", {"text"}), ("email", {"email"}), ("phone", set())],
    ids=["text", "email", "phone"],
)
def test_people_are_told_in_the_way_they_chose(tell_by: str, channels: set[str]) -> None:
    report = a_report()
    booked(contact=replace(report.contact, tell_by=Repair.TellBy(tell_by)))
    assert set(Message.objects.values_list("channel", flat=True)) == channels


def test_a_booking_is_told_after_the_order_and_the_report_ten_minutes_later() -> None:
    booked()
    told = {message.kind: (message.waits_for_order, message.due_at - NOW) for message in Message.objects.all()}
    assert told == {
        "booked": (True, timedelta()),
        "received": (False, timedelta(minutes=10)),
        "reminder": (True, timedelta(hours=7)),
    }


def test_an_emergency_is_told_at_once() -> None:
    an_emergency()
    assert list(Message.objects.values_list("kind", "due_at")) == [("emergency", NOW)]


def test_an_event_cannot_be_changed() -> None:
    booked()
    event = Event.objects.all()[0]
    with pytest.raises(ValueError, match="never changed"):
        event.save()
