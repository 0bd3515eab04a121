import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from repairs.log.hms import HousingSystem
from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.hms.http import HttpHousingSystem
from repairs.log.hms.job_state import Happened
from repairs.log.hms.stub_orders import OrderBook
from repairs.log.hms.stub_server import StubHousingSystem
from repairs.log.hms.stub_webhook import Webhooks
from repairs.log.notify import MessageGateway
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.notify.fake_api import FakeApi
from repairs.log.notify.fake_messages import MessageBook
from repairs.log.notify.fake_requests import EMAIL_TEMPLATE_ID, SMS_TEMPLATE_ID, pass_through
from repairs.log.notify.fake_server import FakeNotify
from repairs.log.notify.fake_tokens import ApiKey
from repairs.log.notify.govuk import GovukNotify
from repairs.stubs.faults import Fault, FaultQueue
from repairs.stubs.server import Answer, Answerer, Asked, StubServer
from tests.contracts.builders import API_KEY
from tests.contracts.hms_document import held_to_it
from tests.contracts.web import web

TOKEN = "a-token-for-tests"
SECRET = "a-secret-for-tests"
PATIENCE = 0.5
LONGER_THAN_PATIENCE = 5

ADDITIONS = {"id", "receivedAt", "idempotencyKey", "status", "happened"}

Serve = Callable[[Answerer], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server on a free port, and gives its address. It is stopped when the test ends."""
    with ExitStack() as running:

        def start(answerer: Answerer) -> str:
            server = StubServer(answerer)
            running.callback(server.stop)
            server.start()
            return server.url

        yield start


@pytest.fixture
def free_port() -> Iterator[int]:
    """Where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        yield port


@pytest.fixture
def told() -> list[Asked]:
    """What the stand-in housing system told us of its jobs, in the order in which it came."""
    return []


@pytest.fixture
def webhooks(serve: Serve, told: list[Asked]) -> Iterator[Webhooks]:
    def hear(asked: Asked) -> Answer:
        told.append(asked)
        return Answer(204)

    sender = Webhooks(f"{serve(hear)}/hms/status/", SECRET, waits=(0, 0), late_seconds=0.2)
    yield sender
    sender.stop()


@pytest.fixture
def start_hms(serve: Serve, webhooks: Webhooks) -> Iterator[Callable[..., str]]:
    """Starts a stand-in that is held to the interface document."""
    wrong: list[str] = []
    with ExitStack() as running:

        def start(**options: Any) -> str:
            orders = OrderBook()
            running.callback(orders.close)
            given = {"token": TOKEN, "slow_seconds": LONGER_THAN_PATIENCE, "webhooks": webhooks, **options}
            stub = StubHousingSystem(orders, **given)
            return serve(held_to_it(stub, stub.faults, wrong))

        yield start
    assert wrong == []


@pytest.fixture
def stub_hms(start_hms: Callable[..., str]) -> str:
    return start_hms()


@pytest.fixture
def inbox() -> Iterator[MessageBook]:
    messages = MessageBook()
    yield messages
    messages.close()


@pytest.fixture
def fake_notify(serve: Serve, inbox: MessageBook) -> str:
    api = FakeApi(inbox, [ApiKey(API_KEY)], pass_through(), slow_seconds=LONGER_THAN_PATIENCE)
    return serve(FakeNotify(api))


@dataclass
class Housing:
    """A housing system, and what it has taken: the newest last, as JSON."""

    system: HousingSystem
    orders: Callable[[], list[dict[str, Any]]]
    updates: Callable[[], list[dict[str, Any]]]
    """Those of the first order."""
    meets: Callable[[list[str]], Any]
    happens: Callable[[Happened], Any]
    """To the first order."""


@dataclass
class Gateway:
    """A message gateway, and what it has taken: the newest last."""

    gateway: MessageGateway
    messages: Callable[[], list[dict[str, Any]]]
    meets: Callable[[list[str]], Any]
    ends: Callable[[str], Any]
    """What becomes of the messages that it takes from now on."""


@pytest.fixture(params=["fake", "http"])
def housing(request: pytest.FixtureRequest) -> Housing:
    if request.param == "fake":
        fake = FakeHousingSystem()
        return Housing(
            fake,
            lambda: [order.as_json() for order in fake.orders.values()],
            lambda: [update.as_json() for update in fake.updates_of("NM-000001")],
            added_to(fake.faults),
            lambda what: fake.happen("NM-000001", what),
        )
    url: str = request.getfixturevalue("stub_hms")
    system = HttpHousingSystem(url, TOKEN, timeout_seconds=PATIENCE)
    return Housing(
        system,
        lambda: [without_additions(order) for order in listed(f"{url}/workOrders")],
        lambda: listed(f"{url}/workOrders")[0].get("jobStatusUpdates", []),
        posted_to(url),
        lambda what: web.post(f"{url}/workOrders/NM-000001/happened", json={"what": what}).raise_for_status(),
    )


@pytest.fixture(params=["fake", "http"])
def gateway(request: pytest.FixtureRequest) -> Gateway:
    if request.param == "fake":
        fake = FakeMessageGateway()
        return Gateway(
            fake,
            lambda: [vars(message) for message in fake.messages],
            added_to(fake.faults),
            lambda status: setattr(fake, "fate", status),
        )
    url: str = request.getfixturevalue("fake_notify")
    govuk = GovukNotify(url, API_KEY, SMS_TEMPLATE_ID, EMAIL_TEMPLATE_ID, timeout_seconds=PATIENCE)
    return Gateway(
        govuk,
        lambda: listed(f"{url}/messages"),
        posted_to(url),
        lambda status: web.post(f"{url}/faults", json={"failures": {status: 1}}).raise_for_status(),
    )


def added_to(faults: FaultQueue) -> Callable[[list[str]], Any]:
    return lambda names: faults.add([Fault(name) for name in names])


def posted_to(url: str) -> Callable[[list[str]], Any]:
    return lambda names: web.post(f"{url}/faults", json={"next": names}).raise_for_status()


def listed(url: str) -> list[dict[str, Any]]:
    newest_first: list[dict[str, Any]] = web.get(url).raise_for_status().json()
    return newest_first[::-1]


def without_additions(order: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in order.items() if name not in ADDITIONS}
