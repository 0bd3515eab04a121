"""Whoever finds a hole in the service can say so: RFC 9116."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from tests.conftest import NOW


def fields() -> dict[str, str]:
    answer = Client().get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.endswith(b"\n")
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


@pytest.mark.parametrize("later", [0, 200, 5000])
def test_it_never_ends_and_never_says_so_a_year_ahead(later: int) -> None:
    now = NOW + timedelta(days=later)
    with time_machine.travel(now, tick=False):
        ends = datetime.strptime(fields()["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < ends - now < timedelta(days=365)


def test_it_says_whom_to_tell(settings: Settings) -> None:
    settings.SITE_URL, settings.SECURITY_CONTACT = "https://repairs.example", "mailto:security@northmere.example"
    said = fields()
    assert said["Contact"] == "mailto:security@northmere.example"
    assert said["Canonical"] == "https://repairs.example/.well-known/security.txt"
    assert said["Preferred-Languages"] == "en"
