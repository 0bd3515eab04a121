"""A link to finish a report leaves nothing about a person in logs, in the broker or in what Notify files it under."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from celery import Task

from repairs.log.draft_links import url_in
from repairs.log.models import Message, OutsideSystem
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.report import link_views
from repairs.report.models import Draft
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_home
from tests.log.test_nothing_personal import logged as logged
from tests.log.test_nothing_personal import without_ids

pytestmark = pytest.mark.usefixtures("outside", "logged")

PERSONAL = ("900123", "900 123", "Test Street", "NM1", "99900000000")


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the broker would be given."""
    sent: list[Any] = []
    monkeypatch.setattr(Task, "apply_async", lambda self, *args, **kwargs: sent.append((self.name, args, kwargs)))
    return sent


@pytest.fixture
def link(northmere: None) -> str:
    agent = Agent()
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent)
    agent.goes_to(f"/staff/calls/{Draft.objects.get().pk}/to-resident/")
    agent.types(contact="07700 900123").presses("Send the link")
    return "/c/" + url_in(Message.objects.get()).rpartition("/")[2]


def test_whatever_goes_wrong_on_its_way(
    link: str, notify: FakeMessageGateway, clock: time_machine.Traveller, logged: StringIO, queued: list[Any]
) -> None:
    for fault in (Fault.REFUSE, Fault.ERROR, Fault.DROP, None):
        notify.faults.add([fault] if fault else [])
        Message.objects.update(state="waiting", due_at=NOW)
        OutsideSystem.objects.update(closed_until=None, failures=0)
        sweep()
        clock.shift(timedelta(minutes=1))
    assert len(notify.messages) == 1
    assert left_behind(logged, link, [*queued, notify.messages[0].reference]) == []


def test_whatever_goes_wrong_where_it_is_opened(link: str, logged: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    resident = Resident()
    resident.goes_to(link)
    resident.client.raise_request_exception = False
    monkeypatch.setattr(link_views, "draft_link_for", lambda token, now: 1 / 0)
    assert resident.client.post(link).status_code == 500
    assert "ZeroDivisionError" in logged.getvalue()
    assert left_behind(logged, link, []) == []


def left_behind(logged: StringIO, link: str, outside: list[Any]) -> list[str]:
    text = without_ids(logged.getvalue() + repr(outside))
    return [word for word in (*PERSONAL, link.removeprefix("/c/")) if word.lower() in text]
