"""What somebody sends who has misunderstood a form: nothing, nonsense, too much, or what already stands there."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.walk.read_page import Field, Form

NOT_THERE = "no-such-answer"
WRONG: dict[str, str] = {"number": "-1", "date": "2026-02-31", "time": "25:61"}
MOST_BUTTONS = 6


def ways_to_send(form: Form) -> Iterator[dict[str, Any]]:
    kept: dict[str, Any] = {one.name: [one.value] for one in form.fields if one.kind == "hidden"}
    first_choices = {one.name: [one.value] for one in reversed(form.fields) if one.kind in ("radio", "option")}
    filled = {one.name: [wrong(one)] for one in form.fields if one.kind != "hidden"}
    for button in form.buttons[:MOST_BUTTONS] or [Field("button", "submit", "")]:
        pressed = {button.name: [button.value]} if button.name else {}
        yield {**form.as_it_stands(), **pressed}
        if not filled:
            continue
        yield {**kept, **pressed}
        yield {**filled, **kept, **pressed}
        if first_choices:
            yield {**form.as_it_stands(), **first_choices, **pressed}


def wrong(one: Field) -> Any:
    if one.kind == "file":
        return SimpleUploadedFile("leak.jpg", b"not a picture", content_type="image/jpeg")
    if one.kind in ("radio", "checkbox", "option"):
        return NOT_THERE
    if one.tag == "textarea":
        return "It drips. " * 500
    return WRONG.get(one.kind, "?")
