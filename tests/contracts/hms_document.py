"""Holds what an HMS answers to `docs/hms/openapi.json`."""

import json
import re
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator

from repairs.stubs.faults import FaultQueue
from repairs.stubs.server import Answer, Answerer, Asked

DOCUMENT: dict[str, Any] = json.loads((settings.BASE_DIR / "docs/hms/openapi.json").read_text())

Case = tuple[str, str, str]
"""A path, a method and a status, as the document writes them."""


def problems(value: object, schema: dict[str, Any]) -> list[str]:
    whole = {**schema, "components": DOCUMENT["components"]}
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(value)]


def problems_as(name: str, value: object) -> list[str]:
    return problems(value, {"$ref": f"#/components/schemas/{name}"})


def documented() -> set[Case]:
    return {
        (path, method, status)
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
        for status in operation["responses"]
    }


def problems_of_answer(path: str, method: str, status: int, body: bytes) -> list[str]:
    responses = DOCUMENT["paths"][path][method]["responses"]
    known = responses.get(str(status)) or responses.get(f"{status // 100}XX")
    if known is None:
        return [f"{method} {path} answered {status}"]
    return problems(json.loads(body), known["content"]["application/json"]["schema"])


def held_to_it(answerer: Answerer, faults: FaultQueue, wrong: list[str]) -> Answerer:
    """Answers as before, and adds to `wrong` what the document does not know, unless something was to go wrong."""

    def answer(asked: Asked) -> Answer | None:
        met = faults.met.total()
        given = answerer(asked)
        if given is not None and faults.met.total() == met and (path := path_of(asked)):
            wrong.extend(problems_of_answer(path, asked.method.lower(), given.status, given.body))
        return given

    return answer


def path_of(asked: Asked) -> str | None:
    """As the document writes it. None for what is the stand-in's own, and no part of the interface."""
    path = re.sub(r"^/workOrders/[^/]+/jobStatusUpdates$", "/workOrders/{id}/jobStatusUpdates", asked.path)
    if path == "/workOrders" and asked.method == "GET" and "reference" not in asked.query:
        return None
    return path if asked.method.lower() in DOCUMENT["paths"].get(path, {}) else None
