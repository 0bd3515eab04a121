"""Receipts of the stand-in Notify reach a message over real HTTP, and what no receipt brought is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from repairs.log.ask_deliveries import ask_deliveries
from repairs.log.models import Event, Message
from repairs.log.notify import fake_receipts
from repairs.log.notify.fake_api import FakeApi
from repairs.log.notify.fake_messages import MessageBook
from repairs.log.notify.fake_receipts import Receipts
from repairs.log.notify.fake_requests import EMAIL_TEMPLATE_ID, SMS_TEMPLATE_ID, pass_through
from repairs.log.notify.fake_server import FakeNotify
from repairs.log.notify.fake_tokens import ApiKey
from repairs.log.outbox import sweep
from tests.conftest import NOW, load_northmere
from tests.contracts.builders import API_KEY
from tests.contracts.conftest import Serve
from tests.contracts.web import web
from tests.log.builders import without_a_time

ENOUGH_SECONDS = 20
TOKEN = "t" * 40


@dataclass
class Notify:
    url: str
    receipts: Receipts

    def sends(self) -> Message:
        """A report is sent, and its message goes."""
        without_a_time()
        sweep()
        return Message.objects.get()

    def counted(self, what: str, count: int = 1) -> None:
        assert self.receipts.wait_until(lambda: self.receipts.counts[what] >= count, ENOUGH_SECONDS)

    def goes_wrong(self, **faults: Any) -> None:
        web.post(f"{self.url}/faults", json={**faults, "seed": 7}).raise_for_status()

    @property
    def statistics(self) -> dict[str, Any]:
        found: dict[str, Any] = web.get(f"{self.url}/statistics").raise_for_status().json()
        return found


@pytest.fixture
def notify(
    live_server: LiveServer, serve: Serve, inbox: MessageBook, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Notify]:
    # A receipt that comes before its message is written down as sent counts for nothing. A busy machine is slow.
    monkeypatch.setattr(fake_receipts, "AFTER_SECONDS", 1.5)
    # It reaches the service at one address, and asks for another, as in Compose.
    site = live_server.url.replace("127.0.0.1", "localhost")
    receipts = Receipts(f"{live_server.url}/notify/receipts/", TOKEN, waits=(0, 0), late_seconds=0.2, site=site)
    settings.NOTIFY_RECEIPT_TOKEN = TOKEN
    settings.NOTIFY_CLIENT = "repairs.log.notify.govuk.GovukNotify"
    settings.HMS_CLIENT = "repairs.log.hms.fake.FakeHousingSystem"
    settings.NOTIFY_URL = serve(FakeNotify(FakeApi(inbox, [ApiKey(API_KEY)], pass_through(), receipts=receipts)))
    settings.NOTIFY_API_KEY = API_KEY
    settings.NOTIFY_SMS_TEMPLATE_ID, settings.NOTIFY_EMAIL_TEMPLATE_ID = SMS_TEMPLATE_ID, EMAIL_TEMPLATE_ID
    with time_machine.travel(NOW, tick=True):
        load_northmere()
        yield Notify(settings.NOTIFY_URL, receipts)
    receipts.stop()


def ends() -> list[str]:
    found = Event.objects.filter(kind__in=["message-delivered", "not-delivered"])
    return list(found.values_list("kind", flat=True))


def test_a_receipt_changes_the_message_once_however_often_it_comes(notify: Notify) -> None:
    notify.goes_wrong(receipts={"duplicate": 1, "shuffle": 1})
    message = notify.sends()
    notify.counted("heard", 2)
    message.refresh_from_db()
    assert (message.delivery, message.ask_delivery_at, ends()) == ("delivered", None, ["message-delivered"])
    assert notify.statistics["receipts"].items() >= {"heard": 2, "duplicate": 1, "shuffle": 2, "waiting": 0}.items()


def test_a_failure_leads_to_one_email_that_arrives(notify: Notify) -> None:
    notify.goes_wrong(failures={"permanent-failure": 1})
    message = notify.sends()
    notify.counted("heard")
    web.delete(f"{notify.url}/faults").raise_for_status()
    sweep()
    notify.counted("heard", 2)
    message.refresh_from_db()
    other = Message.objects.get(channel="email")
    assert (message.delivery, other.delivery) == ("permanent-failure", "delivered")
    assert sorted(ends()) == ["message-delivered", "not-delivered"]
    assert notify.statistics.items() >= {"messages": 2, "texts": 1, "emails": 1, "duplicates": 0}.items()


def test_a_receipt_that_is_lost_is_asked_for(notify: Notify) -> None:
    notify.goes_wrong(receipts={"lose": 1})
    message = notify.sends()
    assert notify.statistics["receipts"].items() >= {"lose": 1, "waiting": 0}.items()
    assert ask_deliveries(NOW + timedelta(minutes=6)) == 1
    message.refresh_from_db()
    assert (message.delivery, ends()) == ("delivered", ["message-delivered"])


def test_a_receipt_with_another_token_changes_nothing(notify: Notify) -> None:
    notify.receipts.token = "another"
    message = notify.sends()
    notify.counted("unheard", 3)
    message.refresh_from_db()
    assert (message.delivery, ends()) == ("created", [])


@pytest.mark.parametrize("fault", ["taken-500", "cut"])
def test_a_message_taken_with_a_broken_answer_goes_once(notify: Notify, fault: str) -> None:
    notify.goes_wrong(next=[fault])
    message = notify.sends()
    Message.objects.update(due_at=NOW)
    sweep()
    message.refresh_from_db()
    assert message.state == "sent"
    assert notify.statistics.items() >= {"messages": 1, "duplicates": 0, "faults": {fault: 1}}.items()


@pytest.mark.parametrize(
    "asked",
    [
        {"failures": {"eaten": 0.5}},
        {"failures": {"permanent-failure": 2}},
        {"receipts": {"permanent-failure": 1}},
        {"receipts": {"lose": "x"}},
        {"rates": {"slot-gone": 0.1}},
    ],
)
def test_what_cannot_go_wrong_is_refused(notify: Notify, asked: dict[str, Any]) -> None:
    assert web.post(f"{notify.url}/faults", json=asked).status_code == 400
