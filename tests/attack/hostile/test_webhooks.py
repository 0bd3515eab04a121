"""What an HMS and Notify might send, with the right secret, and everything wrong with it."""

import json
import time
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from repairs.log.hms.signature import HEADER, signature
from repairs.log.models import Message, Repair
from tests.attack.hostile.strings import MARK, STRINGS
from tests.attack.hostile.verdict import Walk, timed
from tests.log.job_status.updates import ordered, said

pytestmark = pytest.mark.usefixtures("outside")

SECRET = "what both sides know"
TOKEN = "what Notify sends"
HUGE, DEEP = "9" * 5_000, 20_000

WHOLE_BODIES: tuple[bytes, ...] = (
    *(
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"NaN",
        b"1e999",
        b"-0",
        b"{}" * 3,
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b"\x00",
        b"\xed\xa0\x80",
    ),
    *(
        HUGE.encode(),
        b"[" * DEEP,
        b'{"a":' * DEEP,
        b'{"id": NaN}',
        b'{"id": "\\ud800"}',
        b"x" * 20_000,
        b'{"Reference": Infinity}',
    ),
    *(b'{"Reference": {"ID": "a"}, "Reference": {"ID": "b"}}', '{"id": "\u0416"}'.encode("utf-16")),
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    10**400,
    [],
    {},
    [[]],
    {"ID": None},
    {"ID": MARK * 200},
    "",
    "\u0000",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-03-04",
    1e400,
)


def of_hms(repair: Repair) -> list[bytes]:
    ordered(repair)
    fields = [*said(), "Comments", "OperativesAssigned", "RefinedAppointmentWindow", "OtherType"]
    wrong = [json.dumps(said() | {field: value}, ensure_ascii=True) for field in fields for value in VALUES]
    words = [json.dumps(said(Comments=text, OperativesAssigned=[{"NameFull": text}])) for text in STRINGS]
    window = [json.dumps(said(RefinedAppointmentWindow={"Date": value, "TimeOfDay": value})) for value in VALUES]
    return [*WHOLE_BODIES, *(body.encode() for body in [*wrong, *words, *window])]


def of_notify(message: Message) -> list[bytes]:
    right = {"id": str(message.gateway_id), "status": "delivered", "completed_at": "2026-03-04T10:00:00Z", "to": MARK}
    wrong = [json.dumps(right | {field: value}) for field in right for value in VALUES]
    words = [json.dumps(right | {field: text}) for field in ("id", "status", "completed_at") for text in STRINGS]
    return [*WHOLE_BODIES, *(body.encode() for body in [*wrong, *words])]


def test_updates_of_the_hms(walk: Walk, repair: Repair, settings: Settings) -> None:
    settings.HMS_WEBHOOK_SECRET = SECRET
    for body in of_hms(repair):
        client = Client(raise_request_exception=False)
        headers = {HEADER: signature(body, SECRET, int(time.time()))}
        with timed() as took:
            response = client.post("/hms/status/", body, content_type="application/json", headers=headers)
        walk.look(response, f"an update {body[:200]!r}", took.seconds)
        assert response.status_code != 401


def test_receipts_of_notify(walk: Walk, repair: Repair, settings: Settings) -> None:
    settings.NOTIFY_RECEIPT_TOKEN = TOKEN
    message = repair.messages.all()[0]
    Message.objects.filter(pk=message.pk).update(gateway_id="6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10", state="sent")
    message.refresh_from_db()
    for body in of_notify(message):
        client = Client(raise_request_exception=False)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        with timed() as took:
            response = client.post("/notify/receipts/", body, content_type="application/json", headers=headers)
        walk.look(response, f"a receipt {body[:200]!r}", took.seconds)
        assert response.status_code != 401


@pytest.mark.parametrize("address", ["/hms/status/", "/notify/receipts/"])
def test_nobody_without_the_secret(walk: Walk, northmere: None, address: str) -> None:
    for text in STRINGS:
        odd = text.encode(errors="replace").decode("latin-1").replace("\n", "").replace("\r", "")
        client = Client(raise_request_exception=False)
        response = client.post(
            address, b"{}", content_type="application/json", headers={HEADER: odd, "Authorization": odd}
        )
        walk.look(response, f"{address} with {odd!r}"[:300], 0)
        assert response.status_code == 401
