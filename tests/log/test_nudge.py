"""After a report is kept, workers are asked to look at once. Nothing depends on their hearing it."""

import os
import socket
import time
from collections.abc import Iterator
from queue import Queue
from threading import Event as Signal
from typing import Any
from uuid import uuid4

import pytest
from celery import signals
from celery.contrib.testing.worker import start_worker
from pytest_django import Settings

from repairs import celery_app
from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Message, WorksOrder
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.nudge import Nudges
from tests.conftest import load_northmere
from tests.log.builders import without_a_time

REDIS_URL = os.environ.get("REDIS_URL", "")
PATIENCE_SECONDS = 15


@pytest.fixture
def council(transactional_db: None) -> None:
    """At the real time: a worker cannot work while the clock stands still."""
    load_northmere()


def use_broker(monkeypatch: pytest.MonkeyPatch, settings: Settings, url: str) -> None:
    """A broker for this test alone: what other tests send is under other keys."""
    settings.REDIS_URL = url
    options = {**celery_app.conf.broker_transport_options, "global_keyprefix": f"test-{uuid4()}:"}
    for name, value in {"broker_url": url, "broker_read_url": url, "broker_write_url": url}.items():
        monkeypatch.setitem(celery_app.conf, name, value)
    monkeypatch.setitem(celery_app.conf, "broker_transport_options", options)
    monkeypatch.setattr(celery_app, "_pool", None)
    monkeypatch.setattr(celery_app.amqp, "_producer_pool", None)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, settings: Settings, council: None) -> Iterator[Signal]:
    """A real worker on Redis. The signal is set when it has done a task."""
    use_broker(monkeypatch, settings, REDIS_URL)
    done = Signal()

    def tell(**_: Any) -> None:
        done.set()

    signals.task_postrun.connect(tell)
    with start_worker(celery_app, pool="solo", perform_ping_check=False, shutdown_timeout=PATIENCE_SECONDS):
        yield done
    signals.task_postrun.disconnect(tell)


@pytest.mark.redis
@pytest.mark.skipif(not REDIS_URL, reason="REDIS_URL is not set")
def test_a_worker_delivers_at_once(worker: Signal, hms: FakeHousingSystem, notify: FakeMessageGateway) -> None:
    repair = without_a_time()
    assert worker.wait(PATIENCE_SECONDS)
    assert WorksOrder.objects.get(repair=repair).state == "sent"
    assert len(hms.orders) == 1


@pytest.mark.parametrize("listens", [False, True], ids=["away", "hanging"])
def test_a_broker_that_does_not_answer_does_not_keep_a_report_waiting(
    council: None, monkeypatch: pytest.MonkeyPatch, settings: Settings, listens: bool
) -> None:
    with socket.socket() as broker:
        broker.bind(("127.0.0.1", 0))
        if listens:
            broker.listen()
        use_broker(monkeypatch, settings, f"redis://127.0.0.1:{broker.getsockname()[1]}/0")
        begun = time.perf_counter()
        repair = without_a_time()
        took = time.perf_counter() - begun
    assert took < 4
    assert WorksOrder.objects.get(repair=repair).state == "waiting"
    assert Message.objects.get(repair=repair).state == "waiting"


def test_without_a_broker_nobody_is_asked(council: None, settings: Settings) -> None:
    settings.REDIS_URL = ""
    assert WorksOrder.objects.get(repair=without_a_time()).state == "waiting"


class Told(Nudges):
    def __init__(self) -> None:
        self.up, self.sent, self.resting = Signal(), Queue[str](), Queue[str]()
        super().__init__(self.rests)

    def rests(self) -> None:
        self.resting.put("again")
        self.up.wait(PATIENCE_SECONDS)

    def send(self) -> None:
        self.sent.put("look")


def test_the_first_is_sent_at_once() -> None:
    nudges = Told()
    nudges.ask()
    assert nudges.sent.get(timeout=PATIENCE_SECONDS)


def test_those_that_come_while_it_rests_are_one() -> None:
    nudges = Told()
    nudges.ask()
    nudges.resting.get(timeout=PATIENCE_SECONDS)
    for _ in range(50):
        nudges.ask()
    assert nudges.sent.qsize() == 1
    nudges.up.set()
    nudges.resting.get(timeout=PATIENCE_SECONDS)
    assert nudges.sent.qsize() == 2


def test_none_is_lost_that_comes_while_one_is_sent() -> None:
    nudges = Told()
    nudges.up.set()
    nudges.ask()
    nudges.sent.get(timeout=PATIENCE_SECONDS)
    nudges.ask()
    assert nudges.sent.get(timeout=PATIENCE_SECONDS)
