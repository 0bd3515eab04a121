"""The interface as OpenAPI, for whoever connects an HMS. `python -m repairs.log.hms.openapi` prints it."""

import json
import sys
from typing import Any

from pydantic.json_schema import models_json_schema

from repairs.log.hms.answer_shapes import Found, FoundUpdates, JobStatesPage, Receipt, Refusal
from repairs.log.hms.job_state import JobState
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.hms.schema import WithoutNulls
from repairs.log.hms.signature import HEADER
from repairs.log.hms.status_update import JobStatusUpdate

NOT_LET_IN = "The token is not right. We try again: this is no fault of what was sent."
BUSY = "Too much at once: it was not taken. We try again, after Retry-After where it is given."
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Ours, one for each order and each update, and the same when it is sent again.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
REFERENCE = {
    "name": "reference",
    "in": "query",
    "required": True,
    "description": "The reference that the resident was given.",
    "schema": {"type": "string"},
}
NUMBER = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "Your number of the order.",
    "schema": {"type": "string", "maxLength": 60},
}
SINCE = {
    "name": "since",
    "in": "query",
    "description": "The cursor of the page before. Without one: everything that you still know.",
    "schema": {"type": "string", "maxLength": 200},
}
SIGNATURE = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": (
        "t=<seconds since 1970>,v1=<hex HMAC-SHA256 of those seconds, a full stop and the body, with the secret that "
        "both sides have>. Signed anew at each attempt."
    ),
    "schema": {"type": "string", "pattern": "^t=[0-9]+,v1=[0-9a-f]{64}$"},
}


def openapi() -> dict[str, Any]:
    parts = (WorksOrderMessage, JobStatusUpdate, JobState, Receipt, Found, FoundUpdates, JobStatesPage, Refusal)
    _, schemas = models_json_schema(
        [(part, "validation") for part in parts],
        by_alias=True,
        ref_template="#/components/schemas/{model}",
        schema_generator=WithoutNulls,
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "What Report a repair asks of a housing management system, and is told by it",
            "version": "1",
            "description": (
                "Names and codes are HACT's. Fields that are not named here are passed over, and a field without a "
                "value is left out."
            ),
        },
        "security": [{"token": []}],
        "paths": {
            "/workOrders": {"post": raise_order(), "get": find_order()},
            "/workOrders/{id}/jobStatusUpdates": {"parameters": [NUMBER], "get": find_update()},
            "/jobStatusUpdates": {"post": update_order(), "get": job_states()},
        },
        "webhooks": {"jobState": {"post": webhook()}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": dict(sorted(schemas["$defs"].items())),
        },
    }


def raise_order() -> dict[str, Any]:
    return {
        "operationId": "raiseOrder",
        "summary": "Take a works order, and answer with your number for it",
        "parameters": [KEY],
        "requestBody": body_of("WorksOrderMessage"),
        "responses": answers_to_what_is_sent("order"),
    }


def update_order() -> dict[str, Any]:
    return {
        "operationId": "updateOrder",
        "summary": "Move or cancel an order that you have, change who to reach, or add a note or photos",
        "description": "They come in the order in which people asked. The last one holds.",
        "parameters": [KEY],
        "requestBody": body_of("JobStatusUpdate"),
        "responses": answers_to_what_is_sent("update"),
    }


def find_order() -> dict[str, Any]:
    return {
        "operationId": "findOrder",
        "summary": "The orders with our reference, oldest first",
        "description": "Asked of a searchable HMS after a reply was lost. An empty list where there is none.",
        "parameters": [REFERENCE],
        "responses": answers_to_a_look_up("The orders.", "Found", missing="This HMS cannot look up orders."),
    }


def find_update() -> dict[str, Any]:
    return {
        "operationId": "findUpdate",
        "summary": "What you have taken of one order",
        "description": "Asked of a searchable HMS after a reply was lost. We know ours by OtherType and EventTime.",
        "responses": answers_to_a_look_up("The updates.", "FoundUpdates", missing="There is no such order."),
    }


def job_states() -> dict[str, Any]:
    found = answers_to_a_look_up("A page of what happened, oldest first.", "JobStatesPage", missing="Not offered.")
    found["400"] = refusal("The cursor is not one of yours.")
    return {
        "operationId": "jobStates",
        "summary": "What happened to jobs",
        "description": "Asked every few minutes, for what the webhook has missed.",
        "parameters": [SINCE],
        "responses": found,
    }


def webhook() -> dict[str, Any]:
    return {
        "operationId": "jobState",
        "summary": "Tell us what happened to a job, at POST {SITE_URL}/hms/status/",
        "description": "In any order and as often as you like: Reference.ID says which it is, Sequence which is later.",
        "security": [],
        "parameters": [SIGNATURE],
        "requestBody": body_of("JobState"),
        "responses": {
            "200": {"description": "We have it, now or from before."},
            "400": {"description": "It cannot be read. It will be so again."},
            "401": {"description": "The signature is not right, or is more than five minutes old."},
            "404": {"description": "We do not know the order, or not yet. Send it again."},
            "409": {"description": "The id is that of another order's update. It will be so again."},
            "413": {"description": "It is longer than 64 kB. It will be so again."},
            "422": {"description": "It is of another shape. It will be so again."},
            "5XX": {"description": "Send it again, later and later, for as long as you can."},
        },
    }


def answers_to_what_is_sent(what: str) -> dict[str, Any]:
    return {
        "200": {"description": "You had it already.", "content": json_of("Receipt")},
        "201": {"description": "You have it now.", "content": json_of("Receipt")},
        "400": refusal("It cannot be read. A person is called for."),
        "401": refusal(NOT_LET_IN),
        "409": refusal(f"The key came before, with another {what}. A person is called for."),
        "413": refusal("It is too long. A person is called for."),
        "422": refusal("It can never be taken as it is. A person is called for, and is told the fields."),
        "429": refusal(BUSY),
        "5XX": refusal(f"Something is wrong, and the {what} may have been taken or not."),
    }


def answers_to_a_look_up(text: str, name: str, missing: str) -> dict[str, Any]:
    return {
        "200": {"description": text, "content": json_of(name)},
        "401": refusal(NOT_LET_IN),
        "404": refusal(missing),
        "429": refusal("Too much at once. We ask again."),
        "5XX": refusal("Something is wrong. We ask again."),
    }


def refusal(description: str) -> dict[str, Any]:
    return {"description": description, "content": json_of("Refusal")}


def body_of(name: str) -> dict[str, Any]:
    return {"required": True, "content": json_of(name)}


def json_of(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(openapi(), indent=2) + "\n")
