"""The interface as OpenAPI, for whoever connects a scheduler. `python -m appointments.scheduler.openapi` prints it."""

import json
import sys
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from appointments.scheduler import message

ANSWERS_FOR_LATER = {
    "401": "The token is not right. We try again: this is no fault of what was asked.",
    "429": "Too much at once. We try again.",
    "5XX": "Something is wrong. We try again, with the same key.",
}
KEY = {
    "name": "key",
    "in": "path",
    "required": True,
    "description": "Ours, made at random for each appointment. It is never used again once it was cancelled.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
}


class Untitled(GenerateJsonSchema):
    """A field's title would only say its name again."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def openapi() -> dict[str, Any]:
    parts = (message.Availability, message.Appointment, message.Receipt, message.HeldAppointments, message.Standings)
    _, schemas = models_json_schema(
        [(part, "validation") for part in parts],
        by_alias=True,
        ref_template="#/components/schemas/{model}",
        schema_generator=Untitled,
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "What Report a repair asks of a scheduler",
            "version": "1",
            "description": "Times and dates are those of London. Fields that are not named here are passed over.",
        },
        "security": [{"token": []}],
        "paths": {
            "/availability": {"get": availability()},
            "/appointments": {"get": held()},
            "/lookup": {"get": look_up()},
            "/appointments/{key}": {"parameters": [KEY], "put": put(), "delete": delete()},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": dict(sorted(schemas["$defs"].items())),
        },
    }


def availability() -> dict[str, Any]:
    return {
        "operationId": "availability",
        "summary": "How much room there is",
        "description": (
            "Never asked for more than 21 days, which are at most 15 working days. AvailableMinutes is what is left "
            "once everything held or booked is taken off. Bookable is false for a slot that takes no bookings at all."
        ),
        "parameters": [
            query("patch", "The code of the part of the council's area.", {"type": "string"}),
            query("trade", "The code of the trade.", {"type": "string"}),
            query("minutes", "How long the visit is, with travel.", {"type": "integer", "minimum": 1}),
            query("from", "The first day.", {"type": "string", "format": "date"}),
            query("to", "The last day, which is included.", {"type": "string", "format": "date"}),
        ],
        "responses": answers({"200": ("The days, with their slots.", "Availability")}),
    }


def put() -> dict[str, Any]:
    return {
        "operationId": "putAppointment",
        "summary": "Hold a time, book it, or change what stands under the key",
        "description": (
            "All at once: where the answer is not 200 or 201, what stood under the key still stands. The same again "
            "changes nothing. What is held is kept until we book it or cancel it; if holds must end by themselves, "
            "then not before HeldUntil."
        ),
        "requestBody": {"required": True, "content": json_of("Appointment")},
        "responses": answers(
            {
                "200": ("It stands.", "Receipt"),
                "201": ("It stands, and is new.", "Receipt"),
                "409": ("There is no room for it. Nothing has changed.", ""),
                "410": ("What stood under the key was cancelled.", ""),
                "422": ("It can never be taken as it is. A person is called for.", ""),
            }
        ),
    }


def delete() -> dict[str, Any]:
    return {
        "operationId": "cancelAppointment",
        "summary": "Free what stands under the key, for good",
        "description": "Also for a key that is not known, or was cancelled before: the answer is the same.",
        "responses": answers({"200": ("Nothing stands under the key.", "Receipt")}),
    }


def held() -> dict[str, Any]:
    return {
        "operationId": "heldAppointments",
        "summary": "Everything that we hold and have not booked",
        "description": (
            "Only what came with this token. We cancel what nobody has any more, for example after a crash. A "
            "scheduler whose holds end by themselves may answer 404."
        ),
        "parameters": [query("status", "Always held.", {"const": "held"})],
        "responses": answers({"200": ("What is held.", "HeldAppointments")}),
    }


def look_up() -> dict[str, Any]:
    return {
        "operationId": "lookUp",
        "summary": "What stands under each of these keys",
        "description": (
            "So that residents hear of it when planners move or cancel what we have booked. Answer for every key: "
            "with Status cancelled where nothing stands, and otherwise with the day and time. Of what is left out we "
            "know nothing, and change nothing. A scheduler that cannot say may answer 404."
        ),
        "parameters": [
            query(
                "ids",
                "At most 50 keys, with a comma between them.",
                {"type": "string", "pattern": "^[A-Za-z0-9_,-]+$"},
            )
        ],
        "responses": answers({"200": ("What stands.", "Standings")}),
    }


def query(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": True, "description": description, "schema": schema}


def answers(given: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """By status: what it means, and the name of what comes with it."""
    told = {
        status: {"description": text, **({"content": json_of(name)} if name else {})}
        for status, (text, name) in given.items()
    }
    return {**told, **{status: {"description": text} for status, text in ANSWERS_FOR_LATER.items()}}


def json_of(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(openapi(), indent=2) + "\n")
