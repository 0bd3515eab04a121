"""The document that a council connects its scheduler by says what travels, and nothing else does."""

import json
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from appointments.scheduler import Status
from appointments.scheduler.openapi import openapi
from appointments.scheduler.stub_book import AppointmentBook
from tests.appointments.conftest import TOKEN
from tests.appointments.scheduler.builders import TOMORROW, body_of
from tests.contracts.web import web

BEARER = {"Authorization": f"Bearer {TOKEN}"}
DOCUMENT: dict[str, Any] = json.loads((settings.BASE_DIR / "docs/scheduler/openapi.json").read_text())


def check(value: object, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(value)


def test_the_document_is_the_one_that_the_program_prints() -> None:
    assert openapi() == DOCUMENT


def test_every_schema_is_one() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("status", [Status.HELD, Status.BOOKED])
def test_what_we_send_is_as_it_says(status: Status) -> None:
    check(body_of(status=status), "Appointment")


@pytest.mark.parametrize("changes", [{"Status": "maybe"}, {"Date": "soon"}, {"Minutes": 0}, {"TimeOfDay": {}}])
def test_it_refuses_what_the_stand_in_refuses(stub_url: str, changes: dict[str, Any]) -> None:
    body = body_of(**changes)
    assert web.put(f"{stub_url}/appointments/k-1", json=body, headers=BEARER).status_code == 422
    with pytest.raises(ValidationError):
        check(body, "Appointment")


def test_what_the_stand_in_answers_is_as_it_says(stub_url: str, book: AppointmentBook) -> None:
    book.open(TOMORROW, "AM", "N", "PL", 60)
    asked: dict[str, str | int] = {"patch": "N", "trade": "PL", "minutes": 60, "from": "2026-03-05", "to": "2026-03-07"}
    check(web.get(f"{stub_url}/availability", params=asked, headers=BEARER).json(), "Availability")
    check(web.put(f"{stub_url}/appointments/k-1", json=body_of(), headers=BEARER).json(), "Receipt")
    check(web.get(f"{stub_url}/appointments?status=held", headers=BEARER).json(), "HeldAppointments")
    check(web.get(f"{stub_url}/lookup?ids=k-1,k-2", headers=BEARER).json(), "Standings")
    check(web.delete(f"{stub_url}/appointments/k-1", headers=BEARER).json(), "Receipt")


def test_each_request_that_it_names_is_one_that_the_stand_in_answers(stub_url: str) -> None:
    for path, item in DOCUMENT["paths"].items():
        for method in item.keys() - {"parameters"}:
            answer = web.request(method.upper(), stub_url + path.replace("{key}", "k-1"), headers=BEARER)
            assert answer.status_code not in {401, 404, 405}, (method, path)
