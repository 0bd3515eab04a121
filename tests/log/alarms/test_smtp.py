"""Alarms go by SMTP to a real server: one that takes them, refuses them, says nothing, or is not there."""

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from repairs.log.alarms.watch import watch
from repairs.log.models import Alarm
from tests.log.people.builders import refused_order, waiting_order

pytestmark = pytest.mark.usefixtures("outside")
DESK = "repairs-desk@northmere.example"


@dataclass
class MailServer:
    refuses: str = ""
    taken: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.refuses or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture
def port(settings: Settings) -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.ALARM_EMAIL = "127.0.0.1", DESK
    return int(settings.EMAIL_PORT)


@pytest.fixture
def server(port: int) -> Iterator[MailServer]:
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler
    controller.stop()


def told() -> list[bool]:
    return [alarm.told_at is not None for alarm in Alarm.objects.order_by("pk")]


def test_the_desk_gets_it_with_what_to_do(server: MailServer) -> None:
    refused_order()
    watch()
    [envelope] = server.taken
    assert envelope.rcpt_tos == [DESK]
    written = str(envelope.content)
    assert "Subject: 1 delivery needs a person" in written
    assert 'See "Needs a person" at' in written
    assert told() == [True]


def test_one_that_is_refused_is_sent_when_the_server_takes_it(server: MailServer) -> None:
    refused_order()
    server.refuses = "550 no such user"
    watch()
    assert (server.taken, told()) == ([], [False])
    server.refuses = ""
    watch()
    watch()
    assert (len(server.taken), told()) == (1, [True])


def test_a_server_that_is_not_there_stops_nothing(port: int) -> None:
    refused_order()
    watch()
    assert told() == [False]


def test_a_server_that_says_nothing_holds_us_up_once_for_all_alarms(port: int, settings: Settings) -> None:
    assert settings.EMAIL_TIMEOUT == 10
    settings.EMAIL_TIMEOUT = 0.5
    refused_order()
    waiting_order()
    with socket.create_server(("127.0.0.1", port)):
        begun = time.monotonic()
        watch()
    assert 0.4 < time.monotonic() - begun < 5
    assert told() == [False, False]
