"""How much the outbox delivers beside bare Celery: `make bench-outbox`, on PostgreSQL and Redis.

One process claims works orders that are due, and writes that each was taken: the row with its lease, its count of
attempts and a number of its own from the HMS, its attempt, its event, and the message that waited for it. All of it is
committed to disk as in production. What an order says and what the HMS does with it are left out, as the work of a
Celery task is, and so is writing the orders beforehand, as publishing the tasks is. The HMS is of the idempotent kind,
the default: with the others each row has one more statement before its call.

The other measure is a Celery worker of one process with our settings, late acknowledgement among them, whose tasks do
nothing. They take turns; the ratio is of pairs.

`whole_orders` is the same outbox with orders that are put together and handed to an HMS that takes no time. The
last line is the figures as JSON.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.storm.database import own_database, use_database

TARGET = 10
QUEUE = f"bench-{uuid4()}"
WARM = 100


class NullHms:
    """Takes everything at once."""

    def raise_order(self, order: object, *, key: str) -> str:
        return f"N-{key[:8]}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--rows", type=int, default=5000, help="In each round, for each of the two.")
    given = options.parse_args()
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6379/9")
    use_database()
    with own_database("report_a_repair_bench_outbox"):
        figures = measure(given.rounds, given.rows)
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>26}: {figure}")
    print(json.dumps(figures))
    if figures["ratio"][1] < TARGET:
        sys.exit("The outbox is slower than it should be.")


def measure(rounds: int, rows: int) -> dict[str, Any]:
    from django.conf import settings

    from repairs.demo.seed import seed_council
    from repairs.log.outbox.orders import WorksOrders

    seed_council()
    settings.HMS_CLIENT = "tests.bench.outbox.NullHms"
    settings.OUTBOX_CALLS_AT_ONCE = 1
    write_orders(200)
    whole_orders = 200 / drain(WorksOrders())
    dispatched, bare = [], []
    for number in range(rounds + 1):
        write_orders(rows)
        ours, theirs = rows / drain(taken_at_once()), bare_celery(rows)
        if number:
            # The first pair warms up.
            dispatched.append(ours)
            bare.append(theirs)
    return {
        "rounds": rounds,
        "rows": rows,
        "outbox_a_second": spread(dispatched),
        "whole_orders_a_second": round(whole_orders),
        "bare_celery_a_second": spread(bare),
        "ratio": spread([ours / theirs for ours, theirs in zip(dispatched, bare, strict=True)], 1),
        "target": TARGET,
    }


def spread(values: list[float], digits: int = 0) -> list[float]:
    """Least, median, most."""
    return [round(value, digits) for value in (min(values), statistics.median(values), max(values))]


def taken_at_once() -> Any:
    from repairs.log.outbox.orders import WorksOrders, kept
    from repairs.log.outbox.outcomes import Outcome, Result

    class TakenAtOnce(WorksOrders):
        def prepare(self, row: Any) -> Any:
            return lambda: Result(Outcome.SENT, answered=True, kept=kept(f"N-{row.key.hex[:8]}"))

    return TakenAtOnce()


def write_orders(count: int) -> None:
    """Due at moments of their own, as people report, each with a message that waits for it."""
    from django.db import connection
    from django.utils import timezone

    from repairs.homes.models import Home
    from repairs.log.models import Message, Repair, WorksOrder
    from repairs.log.submit import submit_report
    from tests.log.builders import a_report

    now = timezone.now()
    home = Home.objects.filter(tenure=Home.Tenure.SECURE).earliest("pk")
    first = submit_report(a_report(home=home.line_1), None, now)  # type: ignore[arg-type]  # no time is booked
    others: list[Repair] = []
    for _ in range(count - 1):
        other = Repair.objects.get(pk=first.pk) if not others else copy_of(others[0])
        other.pk, other.draft, other.reference = None, uuid4(), f"B-{uuid4().hex[:9]}"
        others.append(other)
    Repair.objects.bulk_create(others)
    WorksOrder.objects.bulk_create(
        WorksOrder(repair=repair, due_at=now - timedelta(milliseconds=place)) for place, repair in enumerate(others)
    )
    told = [Message(repair=one, kind="booked", channel="text", waits_for_order=True, due_at=now) for one in others]
    Message.objects.bulk_create(told)
    Message.objects.filter(waits_for_order=False).update(state=Message.State.DROPPED)
    with connection.cursor() as cursor:
        cursor.execute(
            "VACUUM ANALYZE log_worksorder, log_message, log_repair"
        )  # as PostgreSQL does by itself, in time
    gc.collect()  # what is left of the writing is not the outbox's to clear up


def copy_of(repair: Any) -> Any:
    from copy import copy

    return copy(repair)


def drain(lane: Any) -> float:
    """Seconds until no order waits."""
    from concurrent.futures import ThreadPoolExecutor

    from django.utils import timezone

    from repairs.log.outbox.portions import Portions
    from repairs.log.outbox.sweep import deliver

    begun, portions = time.perf_counter(), Portions()
    with ThreadPoolExecutor(1) as pool:
        while deliver(lane, timezone.now(), pool, portions):
            pass
    return time.perf_counter() - begun


def bare_celery(tasks: int) -> float:
    """Tasks a second, from when the worker has begun until the last is acknowledged."""
    from django.conf import settings
    from redis import Redis

    from repairs.celery import app
    from tests.bench.bare_celery import nothing

    broker = Redis.from_url(settings.REDIS_URL)
    with app.producer_pool.acquire(block=True) as producer:
        for _ in range(tasks + WARM):
            nothing.apply_async(queue=QUEUE, producer=producer)
    with worker():
        wait_until(lambda: waiting(broker) <= tasks)
        begun = time.perf_counter()
        wait_until(lambda: waiting(broker) == 0)
        return tasks / (time.perf_counter() - begun)


def waiting(broker: Any) -> int:
    return int(broker.llen(QUEUE))


def wait_until(reached: Any, patience: float = 120) -> None:
    end = time.monotonic() + patience
    while not reached():
        if time.monotonic() > end:
            raise SystemExit("The Celery worker did not do its tasks.")
        time.sleep(0.005)


@contextmanager
def worker() -> Iterator[None]:
    command = [*("celery", "-A", "tests.bench.bare_celery", "worker", "-Q", QUEUE, "--concurrency", "1")]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "--without-gossip", "--without-mingle", "--loglevel", "ERROR"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


if __name__ == "__main__":
    main()
