"""Whoever looks into it afterwards finds who signed in, who did not, and who was kept waiting."""

from typing import Any

import pytest
import structlog
from pytest_django import Settings

from tests.page_lint import PageClient
from tests.sign_in.colleague import signs_in, someone


@pytest.fixture
def events() -> Any:
    with structlog.testing.capture_logs() as kept:
        yield kept


def test_signing_in_and_out(browser: PageClient, events: list[dict[str, Any]]) -> None:
    sam = someone()
    signs_in(browser)
    browser.post("/staff/sign-out/")
    assert [(one["event"], one["staff"]) for one in events] == [("signed_in", sam.pk), ("signed_out", sam.pk)]


def test_what_was_refused_and_how_often_it_may_be(
    browser: PageClient, events: list[dict[str, Any]], settings: Settings
) -> None:
    settings.TRIES_AN_HOUR_PER_ADDRESS = 1
    for _ in range(2):
        signs_in(browser, "nobody", "an-odd-password")
    assert [one["event"] for one in events] == ["sign_in_refused", "limit_reached"]
    assert events[1]["limits"] == ["wrong sign-ins from an address"]
    assert "odd" not in str(events)
