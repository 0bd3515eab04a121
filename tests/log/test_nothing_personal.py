"""Logs say what happened and nothing about a person, at whatever level and whatever goes wrong."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import cycle
from typing import Any

import pytest
import structlog
import time_machine
from celery import Task
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from repairs.council.models import Council
from repairs.log.alarms.watch import watch
from repairs.log.ask_deliveries import ask_deliveries
from repairs.log.codes import digits_of, send_code
from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.links import link_of
from repairs.log.lost_references import answer_lost_references, ask_for_references
from repairs.log.models import AccessCode, Message, OutsideSystem, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.planner_alert import alert_planners
from repairs.logs import LOGGING
from repairs.manage import views
from repairs.photos.links import photo_path
from repairs.photos.models import Photo
from repairs.stubs.faults import Fault
from tests.journeys.resident import Resident
from tests.log.test_works_orders import reports_everything

PERSONAL = [
    *("Ada", "Byron", "ada@example.com", "900123", "900 123", "Bo Lund", "900456", "900 456"),
    *("Test Street", "NM1", "99900000000", "cupboard", "Mind the dog"),
]


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """All that would be written with everything turned on."""
    line = {name: value for name, value in LOGGING["formatters"]["line"].items() if name != "()"}
    written, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**line))
    levels = {name: logging.getLogger(name).level for name in [None, *LOGGING["loggers"]]}
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def without_ids(text: str) -> str:
    """Chance writes names too: "ada" stands in one random id of a hundred."""
    return re.sub(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", "", text.lower())


def personal_in(logged: StringIO) -> list[str]:
    repair = Repair.objects.get()
    tokens = [link_of(repair).rpartition("/")[2], *(photo_path(photo).split("/")[3] for photo in Photo.objects.all())]
    text = without_ids(logged.getvalue())
    return [word for word in [*PERSONAL, *tokens] if word.lower() in text]


@pytest.fixture
def resident(outside: None) -> Resident:
    return Resident()


def test_a_whole_report_is_logged_without_its_person(
    resident: Resident,
    hms: FakeHousingSystem,
    notify: FakeMessageGateway,
    clock: time_machine.Traveller,
    logged: StringIO,
) -> None:
    reports_everything(resident)
    hms.faults.add([Fault.DROP, Fault.ERROR])
    for _ in range(3):
        notify.faults.add([Fault.ERROR])
        sweep()
        clock.shift(timedelta(hours=1))
    sweep()
    assert "works_order_waits" in logged.getvalue()
    assert "works_order_sent" in logged.getvalue()
    assert "message_waits" in logged.getvalue()
    assert personal_in(logged) == []


def test_what_is_refused_is_logged_without_its_person(
    resident: Resident, hms: FakeHousingSystem, notify: FakeMessageGateway, logged: StringIO
) -> None:
    reports_everything(resident)
    hms.faults.add([Fault.REFUSE])
    Message.objects.update(waits_for_order=False)
    Repair.objects.update(phone="Ada 900123")
    sweep()
    assert "works_order_refused" in logged.getvalue()
    assert "message_refused" in logged.getvalue()
    assert personal_in(logged) == []


def test_a_row_that_fails_is_logged_without_its_person(resident: Resident, logged: StringIO) -> None:
    reports_everything(resident)
    Repair.objects.update(sor=[{"Ada Byron": "900123"}])
    sweep()
    assert "works_order_failed" in logged.getvalue()
    assert personal_in(logged) == []


def test_links_that_do_not_open_are_logged_without_their_tokens(resident: Resident, logged: StringIO) -> None:
    reports_everything(resident)
    repair = Repair.objects.get()
    link = link_of(repair)
    repair.links.update(cancelled_at=repair.reported_at)
    Resident().goes_to(link)
    photo = Photo.objects.all()[0]
    Photo.objects.update(place=None, removed_at=repair.reported_at)
    address = photo_path(photo)
    Resident().goes_to(address)
    for token in (link.rpartition("/")[2], address.split("/")[3]):
        assert token not in logged.getvalue()
    assert "Not Found: /r/***" in logged.getvalue()
    assert "Not Found: /photos/link/***" in logged.getvalue()


def test_an_error_is_logged_without_its_words(
    resident: Resident, logged: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any) -> None:
        try:
            raise LookupError(row)
        except LookupError as error:
            raise ValueError(row) from error

    row = f"Failing row contains {PERSONAL}"
    reports_everything(resident)
    monkeypatch.setattr(views, "own_repair", fails)
    resident.client.raise_request_exception = False
    resident.goes_to(f"/repair/{Repair.objects.get().reference}/")
    assert resident.response.status_code == 500
    assert "ValueError" in logged.getvalue()
    assert "LookupError" in logged.getvalue()
    assert personal_in(logged) == []


def test_what_follows_a_report_is_logged_and_sent_without_its_person(
    resident: Resident,
    notify: FakeMessageGateway,
    clock: time_machine.Traveller,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    logged: StringIO,
) -> None:
    queued: list[Any] = []
    monkeypatch.setattr(Task, "apply_async", lambda self, *args, **kwargs: queued.append((self.name, args, kwargs)))
    settings.NOTIFY_RECEIPT_TOKEN, settings.TEXTS_A_DAY = "t" * 40, 0
    Council.objects.update(planners_email="planners@northmere.example")
    reports_everything(resident)
    repair, now = Repair.objects.get(), timezone.now()
    sweep()
    send_code(repair, Message.Channel.TEXT, now)
    sweep()
    for kind in ("emergency", "answered", "cancelled"):
        Message.objects.create(repair=repair, kind=kind, channel="text", version=1, due_at=now)
    ask_for_references(Message.Channel.EMAIL, repair.email, now)
    answer_lost_references(now)
    Message.objects.update(due_at=now, too_late_at=None, waits_for_order=False)
    notify.faults.add([Fault.NOT_LET_IN, Fault.TRIAL, Fault.DROP])
    sweep()
    watch()
    alert_planners(now)
    clock.shift(timedelta(hours=2))
    OutsideSystem.objects.update(closed_until=None)
    sweep()
    digits = [digits_of(code) for code in AccessCode.objects.all()]
    for message, status in zip(Message.objects.exclude(gateway_id=""), cycle(Message.Delivery), strict=False):
        told = {"id": message.gateway_id, "status": status, "to": repair.phone, "reference": "Ada Byron"}
        hears_receipt(told, token="t" * 40)
        hears_receipt({**told, "status": "Ada Byron"}, token="t" * 40)
    hears_receipt({"to": "07700 900123"}, token="Ada Byron 900123")
    clock.shift(timedelta(minutes=10))
    ask_deliveries()
    for said in ("message_sent", "message_delivery", "alarm_began", "message_waits", "message_refused"):
        assert said in logged.getvalue()
    assert {"code", "reminder"} <= set(Message.objects.exclude(gateway_id="").values_list("kind", flat=True))
    assert personal_in(logged) == []
    to_council = [one.body for one in notify.messages if one.to.endswith("@northmere.example")]
    outside = without_ids(repr([*queued, *(one.reference for one in notify.messages), *to_council]))
    assert to_council
    assert [word for word in [*PERSONAL, *digits] if word.lower() in outside] == []
    assert [code for code in digits if f" {code} " in logged.getvalue()] == []


def hears_receipt(told: dict[str, str], token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    Client().post("/notify/receipts/", json.dumps(told), content_type="application/json", headers=headers)
