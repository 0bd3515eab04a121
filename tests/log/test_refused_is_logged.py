"""Whoever may not leaves a line, and what is typed makes none of its own."""

import json
import logging

import pytest
import structlog
from django.test import Client

from repairs.logs import SHARED, hide_tokens
from tests.log.staff import signed_in

pytestmark = pytest.mark.usefixtures("northmere")


def test_whoever_may_not_leaves_a_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    assert signed_in().get("/staff/calls/").status_code == 403
    assert "Forbidden" in caplog.text
    assert "/staff/calls/" in caplog.text


def test_what_is_typed_makes_no_line_of_its_own() -> None:
    typed = 'x\r\n{"event": "signed_in", "staff": 1}\u2028\x1b[31m'
    line = typed_in_log(typed)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert json.loads(line)["event"] == typed


def typed_in_log(typed: str) -> str:
    render = structlog.processors.JSONRenderer()
    said = {"event": typed}
    for step in SHARED[1:2]:
        said = step(None, "info", said)
    return hide_tokens(None, "info", str(render(None, "info", said)))


def test_an_address_with_a_line_break_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    Client().get("/nothing%0d%0aINFO signed_in")
    assert [record for record in caplog.records if "\n" in record.getMessage()] == []
