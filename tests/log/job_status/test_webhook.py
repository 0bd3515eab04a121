"""The HMS tells us of a job: only what it signed just now changes anything, and that once."""

import hashlib
import hmac
import json
import time
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from repairs.log.models import Event, JobUpdate, Repair, WorksOrder
from tests.conftest import NOW
from tests.log.builders import booked
from tests.log.job_status.updates import NUMBER, SECRET, by, job_state, ordered, posts, said
from tests.log.test_nothing_personal import logged as logged

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture(autouse=True)
def secret(settings: Settings) -> None:
    settings.HMS_WEBHOOK_SECRET = SECRET
    settings.HMS_WEBHOOK_SECRET_BEFORE = ""


@pytest.fixture
def repair(outside: None) -> Repair:
    return ordered(booked())


def nothing_changed(repair: Repair) -> bool:
    return (job_state(repair), JobUpdate.objects.count()) == ("", 0)


def test_what_is_signed_reaches_the_repair(repair: Repair) -> None:
    response = posts(said("started", **by("Sam Carter")))
    assert (response.status_code, json.loads(response.content)) == (200, {"status": "kept"})
    assert job_state(repair) == "started"
    update = JobUpdate.objects.get()
    assert (update.came_by, update.detail["operative"]) == ("webhook", "Sam Carter")
    assert Event.objects.filter(repair=repair, kind=Event.Kind.JOB_UPDATED).count() == 1


def test_the_same_again_is_known_and_changes_nothing(repair: Repair) -> None:
    update = said("started")
    assert [json.loads(posts(update).content)["status"] for _ in range(3)] == ["kept", "known", "known"]
    assert JobUpdate.objects.count() == 1
    assert Event.objects.filter(kind=Event.Kind.JOB_UPDATED).count() == 1


def header_of(body: bytes, secret: str = SECRET, at: int | None = None) -> str:
    at = int(time.time()) if at is None else at
    return f"t={at},v1={hmac.new(secret.encode(), f'{at}.'.encode() + body, hashlib.sha256).hexdigest()}"


BODY = json.dumps(said("started")).encode()
RIGHT = header_of(BODY, at=int(NOW.timestamp()))
HEX = RIGHT.rpartition("=")[2]
AT = int(NOW.timestamp())
BAD_HEADERS = {
    "none": "",
    "empty parts": "t=,v1=",
    "another secret": header_of(BODY, "another", AT),
    "no secret at all": header_of(BODY, "", AT),
    "of another body": header_of(BODY + b" ", at=AT),
    "another time than was signed": f"t={AT + 1},v1={HEX}",
    "two times": f"t={AT},t={AT},v1={HEX}",
    "five minutes old": header_of(BODY, at=AT - 301),
    "of five minutes hence": header_of(BODY, at=AT + 301),
    "without a time": f"v1={HEX}",
    "a time in letters": f"t=now,v1={HEX}",
    "a time in other digits": f"t={'٣' * 10},v1={HEX}",
    "an endless time": f"t={'9' * 5000},v1={HEX}",
    "a negative time": f"t=-{AT},v1={HEX}",
    "another version": f"t={AT},v0={HEX}",
    "not hex": f"t={AT},v1=é{HEX[1:]}",
    "cut": RIGHT[:-1],
    "the right one after many": f"t={AT}," + "v1=0," * 50 + f"v1={HEX}",
}


@pytest.mark.parametrize("header", BAD_HEADERS.values(), ids=BAD_HEADERS)
def test_what_is_not_signed_just_now_changes_nothing(repair: Repair, header: str) -> None:
    response = Client().post("/hms/status/", BODY, content_type="application/json", headers={"X-Signature": header})
    assert response.status_code == 401
    assert nothing_changed(repair)


def test_the_right_signature_is_the_one_that_is_missing_there(repair: Repair) -> None:
    response = Client().post("/hms/status/", BODY, content_type="application/json", headers={"X-Signature": RIGHT})
    assert response.status_code == 200


def test_without_a_secret_nothing_is_taken(repair: Repair, settings: Settings) -> None:
    settings.HMS_WEBHOOK_SECRET = ""
    assert posts(said("started"), "").status_code == 401
    assert nothing_changed(repair)


def test_the_secret_before_holds_while_it_is_set(repair: Repair, settings: Settings) -> None:
    settings.HMS_WEBHOOK_SECRET, settings.HMS_WEBHOOK_SECRET_BEFORE = "new", SECRET
    assert posts(said("scheduled", 1), SECRET).status_code == 200
    assert posts(said("assigned", 2), "new").status_code == 200
    settings.HMS_WEBHOOK_SECRET_BEFORE = ""
    assert posts(said("started", 3), SECRET).status_code == 401
    assert job_state(repair) == "assigned"


def test_a_signature_for_each_of_two_secrets_may_come(repair: Repair) -> None:
    header = header_of(BODY, "new", AT) + f",v1={HEX}"
    response = Client().post("/hms/status/", BODY, content_type="application/json", headers={"X-Signature": header})
    assert response.status_code == 200


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in said().items() if key != name}


REFUSED: dict[str, tuple[object, int]] = {
    "not JSON": (b"on the way", 400),
    "nothing": (b"", 400),
    "not UTF-8": (b'{"Reference": "\xff"}', 400),
    "half a pair of surrogates": (b'{"Reference": {"ID": "\\ud800"}}', 400),
    "nested without end": (b"[" * 20_000, 400),
    "a list": ([], 422),
    "null": (None, 422),
    "no name of its own": (without("Reference"), 422),
    "no order": (without("RelatedWorkOrderReference"), 422),
    "no sequence": (without("Sequence"), 422),
    "no time": (without("EventTime"), 422),
    "a code that HACT does not have": (said("999"), 422),
    "a time without an offset": (said(EventTime="2026-03-04T10:00:00"), 422),
    "a time over the edge": (said(EventTime="0001-01-01T00:00:00+14:00"), 422),
    "a huge sequence": (said(sequence=2**63), 422),
    "a sequence that is infinite": (json.dumps(said()).replace(": 1,", ": 1e999,").encode(), 422),
    "a name that is too long": (said(Reference={"ID": "x" * 101}), 422),
    "a name that cannot be kept": (said(Reference={"ID": "a\x00b"}), 422),
    "an order of somebody else": (said(RelatedWorkOrderReference={"ID": "NM-999999"}), 404),
    "an order without a number": (said(RelatedWorkOrderReference={"ID": " "}), 404),
    "an order that no database could keep": (said(RelatedWorkOrderReference={"ID": "\x00"}), 404),
}


@pytest.mark.parametrize(("update", "status"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taken_changes_nothing(repair: Repair, update: object, status: int) -> None:
    assert posts(update).status_code == status
    assert nothing_changed(repair)


def test_whoever_sends_the_wrong_shape_is_told_the_fields_and_not_what_was_in_them(repair: Repair) -> None:
    response = posts(said(EventTime="Ada Byron", Sequence=-1))
    assert json.loads(response.content) == {
        "problem": "not a JobStatusUpdate",
        "errors": [{"field": "EventTime"}, {"field": "Sequence"}],
    }


@pytest.mark.parametrize("length", [70_000, 300_000])
def test_a_long_body_is_refused(repair: Repair, length: int) -> None:
    assert posts(said("started", Comments="x" * length)).status_code == 413
    assert nothing_changed(repair)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_only_posts_are_taken(repair: Repair, method: str) -> None:
    assert Client().generic(method, "/hms/status/").status_code == 405


def test_no_other_site_is_needed_to_have_our_form_token(repair: Repair) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/hms/status/", BODY, content_type="application/json", headers={"X-Signature": RIGHT})
    assert response.status_code == 200


def test_a_name_that_another_orders_update_has_is_refused(repair: Repair) -> None:
    other = ordered(booked(home="2 Test Street"), "NM-000002")
    update = said("started")
    assert posts(update).status_code == 200
    assert posts(update | {"RelatedWorkOrderReference": {"ID": "NM-000002"}}).status_code == 409
    assert job_state(other) == ""


def test_an_update_that_comes_before_the_number_is_found_by_our_reference(repair: Repair) -> None:
    WorksOrder.objects.update(hms_number="")
    assert posts(said("started")).status_code == 404
    assert posts(said("started", ServiceRequestReference=[{"ID": repair.reference}])).status_code == 200
    assert job_state(repair) == "started"


def test_our_reference_on_another_order_of_the_hms_is_not_this_order(repair: Repair) -> None:
    other: dict[str, Any] = {
        "ServiceRequestReference": [{"ID": repair.reference}],
        "RelatedWorkOrderReference": {"ID": "NM-000777"},
    }
    assert posts(said("started", **other)).status_code == 404
    assert nothing_changed(repair)


def test_without_a_database_the_hms_is_asked_to_come_again(repair: Repair) -> None:
    with mock.patch("repairs.log.webhooks.receive_update", side_effect=OperationalError("host=db user=ada")):
        response = posts(said("started"))
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert b"ada" not in response.content


def test_strange_letters_are_kept_in_a_form_that_a_page_can_show(repair: Repair) -> None:
    update = said("started", Comments="Card\x00 left\u202e \t by\nthe door", **by("\x00Zo\u00eb\u2029 K"))
    assert posts(update).status_code == 200
    assert JobUpdate.objects.get().detail == {"operative": "Zoë K", "comments": "Card left by the door"}


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        (NOW + timedelta(days=400), NOW),
        (NOW - timedelta(days=40_000), NOW),
        (datetime.fromisoformat("9999-12-31T23:59:59+00:00"), NOW),
    ],
)
def test_a_clock_that_is_wrong_puts_nothing_before_the_report_or_after_now(
    repair: Repair, at: datetime, kept: datetime
) -> None:
    assert posts(said("started", at=at)).status_code == 200
    assert JobUpdate.objects.get().happened_at == kept


def test_nothing_about_a_person_is_logged(repair: Repair, logged: StringIO) -> None:
    posts(said("started", Comments="Ada Byron was out", **by("Sam Carter")))
    posts(said("started", 2, EventTime="Ada Byron"))
    posts(said("started", 3, RelatedWorkOrderReference={"ID": "Ada Byron"}))
    assert "job_updated" in logged.getvalue()
    assert "job_update_refused" in logged.getvalue()
    assert [word for word in ("Ada", "Byron", "Sam", "Carter", SECRET, NUMBER) if word in logged.getvalue()] == []
