"""Phones are left in peace at night, and one phone gets only so many texts in a day."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from pytest_django import Settings

from repairs.council.deadlines import LONDON
from repairs.log.models import Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.quiet_hours import next_morning
from tests.conftest import NOW
from tests.log.builders import ADA, an_emergency, booked, without_a_time

pytestmark = pytest.mark.usefixtures("outside")

NO_EMAIL = replace(ADA, email="")
BY_EMAIL = replace(ADA, tell_by=Repair.TellBy.EMAIL)


def london(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-04T07:59", "2026-03-04T08:00"),
        ("2026-03-04T08:00", None),
        ("2026-03-04T19:59", None),
        ("2026-03-04T20:00", "2026-03-05T08:00"),
        # The nights in which clocks change.
        ("2026-03-28T23:00", "2026-03-29T08:00"),
        ("2026-03-29T03:00", "2026-03-29T08:00"),
        ("2026-10-24T23:00", "2026-10-25T08:00"),
        ("2026-10-25T01:30", "2026-10-25T08:00"),
        ("2027-10-30T20:00", "2027-10-31T08:00"),
        ("2028-12-31T23:59", "2029-01-01T08:00"),
    ],
)
def test_the_morning_is_eight_in_london(now: str, until: str | None) -> None:
    assert next_morning(london(now), 8, 20) == (london(until) if until else None)


def test_night_is_as_long_as_the_clocks_make_it() -> None:
    spring, autumn = next_morning(london("2026-03-28T20:00"), 8, 20), next_morning(london("2026-10-24T20:00"), 8, 20)
    assert spring is not None
    assert autumn is not None
    assert spring.timestamp() - london("2026-03-28T20:00").timestamp() == 11 * 3600
    assert autumn.timestamp() - london("2026-10-24T20:00").timestamp() == 13 * 3600


def test_a_text_waits_for_the_morning_and_is_not_late(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    clock.move_to(london("2026-03-04T21:30"))
    without_a_time()
    sweep()
    message = Message.objects.get()
    assert not notify.messages
    assert (message.due_at, message.wanted_at, message.attempts) == (*[london("2026-03-05T08:00")] * 2, 0)
    clock.move_to(london("2026-03-05T08:00"))
    sweep()
    assert len(notify.messages) == 1


def test_that_we_have_the_report_is_not_late_before_ten_minutes_are_over(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    """It is only said where the HMS has not taken the order by then."""
    booked()
    received = Message.objects.get(kind="received")
    assert received.wanted_at == received.due_at == NOW + timedelta(minutes=10)


def test_an_emergency_and_an_email_go_at_any_hour(notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    clock.move_to(london("2026-03-04T23:30"))
    an_emergency()
    without_a_time(contact=BY_EMAIL)
    sweep()
    assert sorted(message.type for message in notify.messages) == ["email", "sms"]


def test_the_hours_are_settings(notify: FakeMessageGateway, clock: time_machine.Traveller, settings: Settings) -> None:
    settings.TEXTS_FROM_HOUR, settings.TEXTS_UNTIL_HOUR = 0, 24
    clock.move_to(london("2026-03-04T23:30"))
    without_a_time()
    sweep()
    assert len(notify.messages) == 1


def test_the_fourth_text_of_a_day_waits_for_tomorrow(notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    for _ in range(4):
        without_a_time(contact=NO_EMAIL)
    sweep()
    assert len(notify.messages) == 3
    assert Message.objects.get(state="waiting").due_at == london("2026-03-05T08:00")
    clock.move_to(london("2026-03-05T08:00"))
    sweep()
    assert len(notify.messages) == 4


def test_the_fourth_goes_by_email_where_there_is_one(notify: FakeMessageGateway) -> None:
    for _ in range(4):
        without_a_time()
    sweep()
    sweep()
    assert sorted(message.type for message in notify.messages) == ["email", "sms", "sms", "sms"]


def test_a_fourth_that_would_be_too_late_tomorrow_goes_to_a_person(notify: FakeMessageGateway) -> None:
    for _ in range(4):
        without_a_time(contact=NO_EMAIL)
    last = Message.objects.order_by("pk").last()
    assert last is not None
    Message.objects.filter(pk=last.pk).update(too_late_at=last.due_at + timedelta(hours=12))
    sweep()
    last.refresh_from_db()
    assert (last.state, len(notify.messages)) == ("needs-person", 3)


def test_an_emergency_is_never_one_too_many(notify: FakeMessageGateway) -> None:
    for _ in range(3):
        without_a_time(contact=NO_EMAIL)
    sweep()
    an_emergency(contact=NO_EMAIL)
    sweep()
    assert len(notify.messages) == 4


def test_other_phones_are_counted_apart(notify: FakeMessageGateway) -> None:
    for number in range(5):
        without_a_time(contact=replace(NO_EMAIL, phone=f"07700 90012{number}"))
    sweep()
    assert len(notify.messages) == 5
