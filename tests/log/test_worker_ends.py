"""A worker that is asked to stop finishes what it has taken. Nothing stays its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from django.db import connection

from repairs.log.hms.stub_orders import OrderBook
from repairs.log.hms.stub_server import StubHousingSystem
from repairs.log.models import WorksOrder
from repairs.settings import BASE_DIR
from repairs.stubs.faults import Fault
from repairs.stubs.server import StubServer
from tests.conftest import load_northmere
from tests.log.builders import without_a_time

REDIS_URL = os.environ.get("REDIS_URL", "")
ORDERS = 10
SLOW_SECONDS = 3
PATIENCE_SECONDS = 60
ENDS_WITHIN_SECONDS = 40
TASK = "repairs.log.tasks.sweep_outbox"
pause = Event()
CELERY = [sys.executable, "-m", "celery", "-A", "repairs"]


@pytest.fixture
def slow_hms() -> Iterator[str]:
    """It takes every order, and answers the first ones late."""
    orders = OrderBook()
    stub = StubHousingSystem(orders, "", slow_seconds=SLOW_SECONDS)
    stub.faults.add([Fault.SLOW] * 4)
    server = StubServer(stub)
    server.start()
    yield server.url
    server.stop()
    orders.close()


def wait_until_some_are_taken() -> None:
    begun = time.monotonic()
    while not WorksOrder.objects.filter(lease_until__isnull=False).exists():
        assert time.monotonic() - begun < PATIENCE_SECONDS
        pause.wait(0.05)


@pytest.mark.redis
@pytest.mark.skipif(not REDIS_URL, reason="REDIS_URL is not set")
@pytest.mark.skipif(connection.vendor == "sqlite", reason="another process cannot see a database in memory")
def test_what_a_worker_has_taken_is_finished_before_it_stops(
    transactional_db: None, slow_hms: str, tmp_path: Path
) -> None:
    load_northmere()
    for _ in range(ORDERS):
        without_a_time()
    database = connection.settings_dict
    address = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT'] or 5432}"
    surroundings = {
        **os.environ,
        "DATABASE_URL": f"postgres://{address}/{database['NAME']}",
        "REDIS_URL": REDIS_URL,
        "HMS_URL": slow_hms,
        "HMS_TOKEN": "",
        "NOTIFY_URL": "http://127.0.0.1:9",
    }
    queue = f"test-{os.getpid()}"
    with (tmp_path / "worker.log").open("wb") as log:
        command = [*CELERY, "worker", "--concurrency", "2", "--queues", queue]
        worker = subprocess.Popen(command, cwd=BASE_DIR, env=surroundings, stdout=log, stderr=log)
    try:
        subprocess.run([*CELERY, "call", TASK, "--queue", queue], cwd=BASE_DIR, env=surroundings, check=True)
        wait_until_some_are_taken()
        worker.send_signal(signal.SIGTERM)
        worker.wait(ENDS_WITHIN_SECONDS)
    finally:
        worker.kill()
        worker.wait()
    assert not WorksOrder.objects.filter(lease_until__isnull=False).exists()
    assert WorksOrder.objects.filter(state="sent").exists()
    assert not WorksOrder.objects.filter(state="waiting", attempts=0, outcome_unknown=True).exists()
