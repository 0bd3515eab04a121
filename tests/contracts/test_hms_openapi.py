"""The document that a council connects its HMS by says what travels, and nothing else does."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from repairs.log.hms import Kind
from repairs.log.hms.job_state import Happened, JobState
from repairs.log.hms.openapi import openapi
from repairs.log.hms.signature import signature
from repairs.log.hms.works_order import works_order
from tests.contracts.builders import FULLEST, an_order, cancelled, moved_to
from tests.contracts.conftest import TOKEN
from tests.contracts.hms_document import DOCUMENT, documented, problems, problems_as, problems_of_answer
from tests.contracts.web import web

ORDERS, UPDATES, OF_ORDER = "/workOrders", "/jobStatusUpdates", "/workOrders/{id}/jobStatusUpdates"
ORDER, UPDATE = an_order().as_json(), moved_to().as_json()

GUIDE = (settings.BASE_DIR / "docs/hms/README.md").read_text(encoding="utf-8")
EMPTY_STATE = {
    "Reference": {"ID": "1"},
    "RelatedWorkOrderReference": {"ID": "NM-000001"},
    "Sequence": 1,
    "EventTime": "2026-07-01T09:30:05Z",
}

# What is asked, after the order was taken with the key "taken" and moved with the key "moved".
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    (ORDERS, "post", "201", {"json": ORDER, "key": "new"}),
    (ORDERS, "post", "400", {"content": b"{", "key": "new"}),
    (ORDERS, "post", "400", {"json": ORDER, "key": "two words"}),
    (ORDERS, "post", "401", {"json": ORDER, "token": "another"}),
    (ORDERS, "post", "409", {"json": {**ORDER, "DescriptionOfWork": "Other"}, "key": "taken"}),
    (ORDERS, "post", "413", {"content": b"x" * 600_000, "key": "new"}),
    (ORDERS, "post", "422", {"json": {**ORDER, "Reference": []}, "key": "new"}),
    (ORDERS, "post", "429", {"json": ORDER, "meets": "429"}),
    (ORDERS, "post", "5XX", {"json": ORDER, "meets": "500"}),
    (ORDERS, "get", "200", {"params": {"reference": "KM7-4QX-9TDR"}}),
    (ORDERS, "get", "401", {"params": {"reference": "KM7-4QX-9TDR"}, "token": "another"}),
    (ORDERS, "get", "404", {"params": {"reference": "KM7-4QX-9TDR"}, "kind": Kind.BLIND}),
    (ORDERS, "get", "429", {"params": {"reference": "KM7-4QX-9TDR"}, "meets": "429"}),
    (ORDERS, "get", "5XX", {"params": {"reference": "KM7-4QX-9TDR"}, "meets": "taken-500"}),
    (OF_ORDER, "get", "200", {}),
    (OF_ORDER, "get", "401", {"token": "another"}),
    (OF_ORDER, "get", "404", {"id": "NM-000099"}),
    (OF_ORDER, "get", "429", {"meets": "429"}),
    (OF_ORDER, "get", "5XX", {"meets": "500"}),
    (UPDATES, "post", "201", {"json": cancelled().as_json(), "key": "new"}),
    (UPDATES, "post", "400", {"content": b"[]", "key": "new"}),
    (UPDATES, "post", "401", {"json": UPDATE, "token": "another"}),
    (UPDATES, "post", "409", {"json": cancelled().as_json(), "key": "moved"}),
    (UPDATES, "post", "413", {"content": b"x" * 600_000, "key": "new"}),
    (UPDATES, "post", "422", {"json": moved_to(number="NM-000099").as_json(), "key": "new"}),
    (UPDATES, "post", "429", {"json": UPDATE, "meets": "429"}),
    (UPDATES, "post", "5XX", {"json": UPDATE, "meets": "taken-500"}),
    (UPDATES, "get", "200", {}),
    (UPDATES, "get", "400", {"params": {"since": "soon"}}),
    (UPDATES, "get", "401", {"token": "another"}),
    (UPDATES, "get", "429", {"meets": "429"}),
    (UPDATES, "get", "5XX", {"meets": "500"}),
]
# Our stand-in answers 201 where it had it already, and has no states that it could not offer.
ONLY_OTHERS = {(ORDERS, "post", "200"), (UPDATES, "post", "200"), (UPDATES, "get", "404")}


@pytest.mark.parametrize(("path", "method", "status", "how"), CASES)
def test_what_the_stand_in_answers_is_as_it_says(
    start_hms: Any, path: str, method: str, status: str, how: dict[str, Any]
) -> None:
    asked = dict(how)
    url = start_hms(kind=asked.pop("kind", Kind.IDEMPOTENT))
    fault, number, token = asked.pop("meets", ""), asked.pop("id", "NM-000001"), asked.pop("token", TOKEN)
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    web.post(f"{url}{ORDERS}", json=ORDER, headers={**headers, "Idempotency-Key": "taken"})
    web.post(f"{url}{UPDATES}", json=UPDATE, headers={**headers, "Idempotency-Key": "moved"})
    web.post(f"{url}/workOrders/NM-000001/happened", json={"what": "on-the-way", "operative": "Sam"})
    if fault:
        web.post(f"{url}/faults", json={"next": [fault]})
    headers |= {"Authorization": f"Bearer {token}", "Idempotency-Key": asked.pop("key", "new")}
    answer = web.request(method, url + path.replace("{id}", number), headers=headers, **asked)
    assert str(answer.status_code) == status or f"{answer.status_code // 100}XX" == status
    assert problems_of_answer(path, method, answer.status_code, answer.content) == []


def test_each_answer_that_it_names_is_tried_here() -> None:
    assert {case[:3] for case in CASES} == documented() - ONLY_OTHERS


def test_the_document_is_the_one_that_the_program_prints() -> None:
    assert openapi() == DOCUMENT


def test_the_example_of_the_guide_is_as_it_says() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    assert problems_as("JobState", json.loads(example)) == []
    assert JobState.model_validate_json(example).happened is Happened.ON_THE_WAY


def test_each_code_in_the_guide_means_something_and_everything_that_can_happen_has_one() -> None:
    rows = re.findall(r"^\| [^|]+ \| `([\d-]+)` \| (?:`([a-z-]+)`)? ?\|$", GUIDE, re.MULTILINE)
    states = [
        JobState.model_validate({**EMPTY_STATE, "TypeCode": code, "OtherType": other or None}) for code, other in rows
    ]
    assert {state.happened for state in states} == set(Happened)


def test_the_signature_in_the_guide_is_right() -> None:
    assert f"X-Signature: {signature(b'{}', 'another-secret', 1772700000)}\n" in GUIDE


def test_every_schema_is_one() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_what_we_send_is_as_it_says() -> None:
    assert problems_as("WorksOrderMessage", works_order(FULLEST).as_json()) == []
    for update in (moved_to(), cancelled(), cancelled("cancel-visit")):
        assert problems_as("JobStatusUpdate", update.as_json()) == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (ORDERS, {**ORDER, "Reference": []}),
        (ORDERS, {**ORDER, "Priority": {"PriorityCode": "9"}}),
        (ORDERS, {**ORDER, "DateReported": "yesterday"}),
        (UPDATES, {**UPDATE, "OtherType": "forget"}),
        (UPDATES, {**UPDATE, "EventTime": "now"}),
    ],
)
def test_it_refuses_what_the_stand_in_refuses(stub_hms: str, path: str, body: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": "k"}
    assert web.post(stub_hms + path, json=body, headers=headers).status_code == 422
    schema = DOCUMENT["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert problems(body, schema) != []
