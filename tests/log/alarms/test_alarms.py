"""The council hears once that something waits, and once that it is over."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from pytest_django import Settings

from repairs.log.alarms import tell
from repairs.log.alarms.watch import watch
from repairs.log.models import Alarm, WorksOrder
from repairs.log.notify.fake import FakeMessageGateway
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import booked
from tests.log.people.builders import a_change, a_message, refused_order, sent_order, waiting_order

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture
def smtp(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.ALARM_EMAIL = "repairs-desk@northmere.example"


def subjects() -> list[str]:
    return [str(sent.subject) for sent in mail.outbox]


def test_an_order_that_waits_is_told_once_and_its_end_once(smtp: None, clock: time_machine.Traveller) -> None:
    waiting_order(NOW - timedelta(minutes=16))
    for _ in range(5):
        watch()
        clock.shift(timedelta(minutes=1))
    assert subjects() == ["1 works order or change waits for the HMS, since 9:44am on Wednesday 4 March 2026"]
    assert mail.outbox[0].to == ["repairs-desk@northmere.example"]
    WorksOrder.objects.update(state="sent")
    for _ in range(5):
        watch()
    assert subjects()[1:] == ["Over: works orders wait"]
    assert Alarm.objects.get().over_at is not None


def test_when_it_begins_again_it_is_told_again(smtp: None) -> None:
    waiting_order()
    watch()
    WorksOrder.objects.update(state="sent")
    watch()
    WorksOrder.objects.update(state="waiting")
    watch()
    assert len(subjects()) == 3
    assert Alarm.objects.count() == 2


@pytest.mark.parametrize(
    ("made", "kinds"),
    [
        (lambda: waiting_order(NOW - timedelta(minutes=14)), set()),
        (lambda: waiting_order(NOW - timedelta(minutes=16)), {"orders-wait"}),
        (lambda: a_change(sent_order(), wanted_at=NOW - timedelta(minutes=16)), {"orders-wait"}),
        (lambda: a_message(booked(), wanted_at=NOW - timedelta(minutes=59)), set()),
        (lambda: a_message(booked(), wanted_at=NOW - timedelta(minutes=61)), {"messages-wait"}),
        (lambda: a_message(booked(), wanted_at=NOW - timedelta(hours=9), waits_for_order=True), set()),
        (refused_order, {"needs-person"}),
        (lambda: a_message(booked(), state="needs-person"), {"needs-person"}),
    ],
)
def test_what_raises_an_alarm(made: Any, kinds: set[str]) -> None:
    made()
    watch()
    assert set(Alarm.objects.values_list("kind", flat=True)) == kinds


def test_without_a_mail_server_it_goes_to_the_councils_own_address_through_the_gateway(
    notify: FakeMessageGateway,
) -> None:
    refused_order()
    watch()
    [sent] = notify.messages
    assert "repairs@northmere.example" in str(sent) or "@" in str(sent)
    assert Alarm.objects.get().told_at == NOW


def test_what_could_not_be_told_is_told_a_minute_later(notify: FakeMessageGateway) -> None:
    refused_order()
    notify.faults.add([Fault.ERROR])
    watch()
    assert Alarm.objects.get().told_at is None
    watch()
    assert Alarm.objects.get().told_at == NOW


def test_a_mail_server_that_fails_in_any_way_stops_nothing(smtp: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no route")

    monkeypatch.setattr(tell, "EmailMessage", fails)
    refused_order()
    watch()
    assert Alarm.objects.get().told_at is None


def test_nothing_personal_is_told(smtp: None) -> None:
    order = refused_order()
    watch()
    told = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    for secret in (order.repair.name, order.repair.phone, order.repair.postcode, order.repair.reference):
        assert secret not in told


def test_staff_see_it_on_the_first_page(boss: Client) -> None:
    assert "staff-alarm" not in boss.get("/admin/").content.decode()
    waiting_order(NOW - timedelta(minutes=16))
    for page in ("/admin/", "/admin/log/"):
        shown = boss.get(page).content.decode()
        assert "1 works order or change waits for the HMS, since 9:44am" in shown
        assert "See what needs a person" in shown
