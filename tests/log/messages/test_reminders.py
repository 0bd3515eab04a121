"""Reminders come at 5pm by the clock on the wall, once, and never of a visit that is not there any more."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from appointments.diary.local import LocalDiary
from repairs.council.deadlines import LONDON
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Appointment, Event, Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.reminders import KINDS, Visit, reminders_of
from repairs.log.reschedule import take_other_time
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import MENDED_SOON, booked

pytestmark = pytest.mark.usefixtures("outside")

EVENING, EARLY = "reminder", "early-reminder"
FAR_AWAY = date(2026, 3, 19)
HALF_PAST_FOUR = datetime(2026, 3, 4, 16, 30, tzinfo=LONDON)


def london(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("booked_at", "visit", "expected"),
    [
        # Ten days ahead is not more than ten.
        ("2026-03-04T10:00", "2026-03-14", [(EVENING, "2026-03-13T17:00")]),
        ("2026-03-04T10:00", "2026-03-15", [(EARLY, "2026-03-13T17:00"), (EVENING, "2026-03-14T17:00")]),
        # Booked on the evening before, before and after the time of the reminder.
        ("2026-03-04T16:59", "2026-03-05", [(EVENING, "2026-03-04T17:00")]),
        ("2026-03-04T17:00", "2026-03-05", []),
        ("2026-03-05T07:00", "2026-03-05", []),
        # Clocks go forward on 29 and 28 March, and back on 25 and 31 October.
        ("2026-03-10T10:00", "2026-03-30", [(EARLY, "2026-03-28T17:00"), (EVENING, "2026-03-29T17:00")]),
        ("2026-10-10T10:00", "2026-10-26", [(EARLY, "2026-10-24T17:00"), (EVENING, "2026-10-25T17:00")]),
        ("2027-03-10T10:00", "2027-03-29", [(EARLY, "2027-03-27T17:00"), (EVENING, "2027-03-28T17:00")]),
        ("2027-10-10T10:00", "2027-11-01", [(EARLY, "2027-10-30T17:00"), (EVENING, "2027-10-31T17:00")]),
        ("2028-02-10T10:00", "2028-03-01", [(EARLY, "2028-02-28T17:00"), (EVENING, "2028-02-29T17:00")]),
    ],
)
def test_when_reminders_are_due(booked_at: str, visit: str, expected: list[tuple[str, str]]) -> None:
    due = reminders_of(Visit(date.fromisoformat(visit), time(8)), london(booked_at))
    assert [(one.kind, one.at) for one in due] == [(kind, london(at)) for kind, at in expected]


@pytest.mark.parametrize(
    ("visit", "utc_hour"), [("2026-03-29", 17), ("2026-03-30", 16), ("2026-10-25", 16), ("2026-10-26", 17)]
)
def test_five_o_clock_is_that_of_london(visit: str, utc_hour: int) -> None:
    [due] = reminders_of(Visit(date.fromisoformat(visit), time(8)), london(visit + "T00:00") - timedelta(days=5))
    assert due.at.timestamp() % (24 * 3600) == utc_hour * 3600


def test_every_evening_of_three_years_has_its_reminder_at_five() -> None:
    day = date(2026, 1, 2)
    while day < date(2029, 1, 1):
        [due] = reminders_of(Visit(day, time(8)), london(f"{day - timedelta(days=4)}T12:00"))
        local = due.at.astimezone(LONDON)
        assert (local.date(), local.hour, local.minute) == (day - timedelta(days=1), 17, 0)
        day += timedelta(days=1)


def reminders(repair: Repair) -> list[tuple[str, int, str]]:
    found = Message.objects.filter(repair=repair, kind__in=KINDS).order_by("pk")
    return [(one.kind, one.version, one.state) for one in found]


def reminded(notify: FakeMessageGateway) -> list[str]:
    return [message.body for message in notify.messages if "Reminder" in message.body]


def moves(repair: Repair, day: date) -> None:
    slot = LocalDiary().offer(MENDED_SOON, day, day, timezone.now())[0]
    seen = Appointment.objects.get(repair=repair).version
    take_other_time(repair, slot.id, LocalDiary(), timezone.now(), seen=seen)


def at(clock: time_machine.Traveller, written: str) -> None:
    clock.move_to(london(written))
    sweep()


def test_a_reminder_goes_on_the_evening_before_and_not_sooner(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    booked()
    at(clock, "2026-03-04T16:59")
    assert reminded(notify) == []
    at(clock, "2026-03-04T17:00")
    at(clock, "2026-03-04T17:05")
    [text] = reminded(notify)
    assert "is tomorrow, Thu 5 Mar, 8am to midday" in text
    # It is too late to change it online.
    assert "Cannot be in? Ring 01632 960001." in text


def test_a_visit_far_ahead_is_reminded_of_twice(notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    repair = booked()
    sweep()
    moves(repair, FAR_AWAY)
    at(clock, "2026-03-17T17:00")
    at(clock, "2026-03-18T17:00")
    early, evening = reminded(notify)
    assert "Thu 19 Mar" in early
    assert "Change or cancel: http" in early
    assert "is tomorrow, Thu 19 Mar" in evening


def test_a_moved_visit_is_reminded_of_at_the_new_time_only(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    repair = booked()
    sweep()
    moves(repair, date(2026, 3, 9))
    assert reminders(repair) == [(EVENING, 0, "dropped"), (EVENING, 1, "waiting")]
    at(clock, "2026-03-04T17:00")
    assert reminded(notify) == []
    at(clock, "2026-03-08T17:00")
    [text] = reminded(notify)
    assert "Mon 9 Mar" in text


def test_a_cancelled_visit_is_not_reminded_of(notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    repair = booked()
    sweep()
    cancel_repair(repair, Cancellation(Repair.CancelReason.FIXED), LocalDiary(), NOW)
    assert reminders(repair) == [(EVENING, 0, "dropped")]
    at(clock, "2026-03-04T17:00")
    assert reminded(notify) == []


def test_a_reminder_whose_visit_has_gone_another_way_is_not_sent(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    repair = booked()
    sweep()
    Appointment.objects.update(version=7)
    at(clock, "2026-03-04T17:00")
    assert reminded(notify) == []
    assert reminders(repair) == [(EVENING, 0, "dropped")]
    assert Event.objects.filter(repair=repair, kind="message-dropped").count() == 1


def test_a_visit_that_the_hms_does_not_know_is_not_reminded_of_until_it_does(
    hms: FakeHousingSystem, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    clock.move_to(HALF_PAST_FOUR)
    booked(now=HALF_PAST_FOUR)
    hms.faults.add([Fault.ERROR] * 3)
    sweep()
    at(clock, "2026-03-04T16:40")
    at(clock, "2026-03-04T17:00")
    assert reminded(notify) == []
    at(clock, "2026-03-04T18:30")
    assert len(reminded(notify)) == 1


def test_a_reminder_that_is_too_late_is_dropped(notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    repair = booked()
    sweep()
    at(clock, "2026-03-05T08:00")
    assert reminded(notify) == []
    assert reminders(repair) == [(EVENING, 0, "dropped")]


def test_a_reminder_that_could_not_go_in_the_evening_says_today(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    booked()
    Appointment.objects.update(starts=time(12), ends=time(17))
    sweep()
    Message.objects.filter(kind=EVENING).update(too_late_at=london("2026-03-05T12:00"))
    at(clock, "2026-03-05T08:00")
    assert "is today, Thu 5 Mar" in reminded(notify)[0]


def test_whoever_wants_to_be_rung_is_not_reminded_by_text(settings: Settings) -> None:
    repair = booked()
    Message.objects.all().delete()
    Repair.objects.update(tell_by="phone")
    moves(repair, FAR_AWAY)
    assert reminders(repair) == []
