"""What a monitor is told, and who is told more."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from repairs.log.alarms.watch import watch
from repairs.log.models import OutsideSystem
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked
from tests.log.conftest import hms, notify, outside
from tests.log.people.builders import refused_order, waiting_order

__all__ = ["hms", "notify", "outside"]

TOKEN = "a-token-of-forty-characters-or-so-000000"
SENT = {"Authorization": f"Bearer {TOKEN}"}
LINE = re.compile(
    r"# (HELP|TYPE) repairs_[a-z_]+ .+"
    r'|repairs_[a-z_]+(\{[a-z]+="[a-z-]+"(,[a-z]+="[a-z-]+")*\})? -?[0-9.]+(e[+-][0-9]+)?'
)


class Away:
    def __call__(self, *args: Any) -> Any:
        raise OperationalError("the database is away")


@pytest.fixture
def monitor(settings: Settings, outside: None) -> Client:
    settings.METRICS_TOKEN = TOKEN
    return Client(headers=SENT)


def measured(monitor: Client) -> dict[str, float]:
    lines = monitor.get("/metrics/").content.decode().splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


def test_without_a_token_ready_says_only_that_it_is(monitor: Client) -> None:
    answer = Client().get("/ready/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_with_the_token_it_says_what_waits(monitor: Client) -> None:
    waiting_order(NOW - timedelta(minutes=20))
    refused_order()
    OutsideSystem.objects.create(name="hms", last_success_at=NOW)
    told = monitor.get("/ready/").json()
    assert told["waiting"]["order"] == 1
    assert told["needs_person"]["order"] == 1
    assert told["oldest_order_seconds"] == told["queue_age_seconds"] == 1200
    assert told["last_success"] == {"hms": "2026-03-04T10:00:00Z", "messages": None}


@pytest.mark.parametrize("headers", [{}, SENT])
def test_it_is_not_ready_while_the_database_is_away(monitor: Client, headers: dict[str, str]) -> None:
    with connection.execute_wrapper(Away()):
        answer = Client(headers=headers).get("/ready/")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})


@pytest.mark.parametrize(
    ("token", "header", "status"),
    [
        ("", f"Bearer {TOKEN}", 404),
        ("", "Bearer ", 404),
        (TOKEN, "", 401),
        (TOKEN, "Bearer wrong", 401),
        (TOKEN, "Bearer \u00e9", 401),
        (TOKEN, f"Basic {TOKEN}", 401),
        (TOKEN, f"bearer {TOKEN}", 200),
    ],
)
def test_metrics_are_for_whoever_has_the_token(
    monitor: Client, settings: Settings, token: str, header: str, status: int
) -> None:
    settings.METRICS_TOKEN = token
    assert Client().get("/metrics/", headers={"Authorization": header}).status_code == status


def test_metrics_say_what_waits_what_stands_and_what_happened(monitor: Client) -> None:
    waiting_order(NOW - timedelta(minutes=20))
    refused_order(an_emergency())
    booked()
    watch()
    OutsideSystem.objects.create(name="hms", failures=3, closed_until=NOW + timedelta(minutes=1), last_success_at=NOW)
    told = measured(monitor)
    expected = {
        'repairs_outbox_rows{row="order",state="waiting"}': 2,
        'repairs_outbox_rows{row="order",state="needs-person"}': 1,
        'repairs_outbox_oldest_seconds{row="order",state="waiting"}': 1200,
        'repairs_delivery_attempts_last_hour{row="order",outcome="refused"}': 1,
        'repairs_alarm{kind="orders-wait"}': 1,
        'repairs_alarm{kind="messages-wait"}': 0,
        'repairs_call_backs{due="later"}': 1,
        "repairs_reports_last_hour": 3,
        'repairs_outside_failures{system="hms"}': 3,
        'repairs_outside_left_alone{system="hms"}': 1,
    }
    assert {name: told[name] for name in expected} == expected


def test_nothing_waiting_is_0_and_not_missing(monitor: Client) -> None:
    told = measured(monitor)
    assert told['repairs_outbox_oldest_seconds{row="message",state="waiting"}'] == 0
    assert told["repairs_holds"] == 0


def test_a_scrape_asks_as_much_of_a_full_database_as_of_an_empty_one(monitor: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            measured(monitor)
        return len(queries)

    empty = asked()
    for _ in range(5):
        refused_order()
    assert asked() == empty <= 25
