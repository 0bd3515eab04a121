"""Whether sending a report costs more than its SQL: `make bench-submit`, on PostgreSQL.

8 threads send reports with a held time: repair, guarded UPDATE of the place, works order, messages, events, in one
transaction. The floor is the very statements of such a transaction, run bare through Django's cursor by as many
threads in the same round: what is above it is the making of models and of SQL. It is given in time that passes, in
which PostgreSQL has its share, and in the processor time of this process alone. Ratios are of pairs; the last line is
the figures as JSON.
"""

import argparse
import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from tests.storm.database import own_database, use_database

THREADS = 8
WORK = 45


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--reports", type=int, default=400, help="In each round, for each of the two.")
    given = options.parse_args()
    use_database()
    with own_database("report_a_repair_bench_submit"):
        figures = measure(given.rounds, given.reports)
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>22}: {figure}")
    print(json.dumps(figures))


def measure(rounds: int, reports: int) -> dict[str, Any]:
    from django.utils import timezone

    from repairs.demo.seed import seed_council

    seed_council()
    now = timezone.now()
    make_room()
    pairs, statements = [], 0
    with ThreadPoolExecutor(THREADS) as threads, leaving(threads):
        for number in range(rounds + 1):
            sent = together(threads, [Sending(report, now) for report in held_reports(reports, now)])
            recorded = [record(report, now) for report in held_reports(reports, now)]
            ran = together(threads, recorded)
            statements = len(recorded[0].statements)
            if number:
                # The first pair warms the connections.
                pairs.append((sent, ran))
    return {
        "threads": THREADS,
        "rounds": rounds,
        "statements": statements,
        "reports_a_second": spread([reports / sent.seconds for sent, _ in pairs]),
        "bare_a_second": spread([reports / ran.seconds for _, ran in pairs]),
        "processor_ms_a_report": spread([sent.processor * 1000 / reports for sent, _ in pairs], 2),
        "processor_ratio": spread([ran.processor / sent.processor for sent, ran in pairs], 2),
        "ratio": spread([ran.seconds / sent.seconds for sent, ran in pairs], 2),
        "target": 0.9,
    }


def spread(values: list[float], digits: int = 0) -> list[float]:
    """Least, median, most."""
    return [round(value, digits) for value in (min(values), statistics.median(values), max(values))]


def make_room() -> None:
    """In every place; and ids of each table far from any other number, so that they can be told apart."""
    from django.db import connection

    from appointments.models import Place

    Place.objects.update(minutes=100_000)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE sequencename LIKE 'log_%'")
        for place, (name,) in enumerate(cursor.fetchall(), start=1):
            cursor.execute("SELECT setval(%s::regclass, %s)", [name, place * 10**9])


def held_reports(count: int, now: datetime) -> list[Any]:
    from django.db.models import Count

    from appointments.diary import Job
    from appointments.diary.local import LocalDiary
    from appointments.offer import offer_slots
    from repairs.homes.models import Home
    from tests.log.builders import a_report

    alone = Home.objects.values("line_1").annotate(homes=Count("pk")).filter(homes=1).values("line_1")
    tenants = Home.objects.filter(tenure=Home.Tenure.SECURE, patch__isnull=False, line_1__in=alone)
    home = tenants.select_related("patch").earliest("pk")
    job = Job(home.patch.code if home.patch else "", "PL", WORK)
    slots = offer_slots(job, 1, now)
    report = a_report(home=home.line_1)
    made = [replace(report, draft=uuid4()) for _ in range(count)]
    holds = [LocalDiary().hold(slots[n % len(slots)].id, job, str(one.draft), now) for n, one in enumerate(made)]
    return [replace(one, hold_id=hold.id) for one, hold in zip(made, holds, strict=True)]


@dataclass
class Sending:
    report: Any
    now: datetime

    def __call__(self) -> None:
        from appointments.diary.local import LocalDiary
        from repairs.log.submit import submit_report

        submit_report(self.report, LocalDiary(), self.now)


@dataclass
class Recorded:
    """The statements of one submission that was taken back, to be run again as they were, but with the repair's new id.

    What runs between them is no more than it takes: where the id goes is known beforehand.
    """

    statements: list["Statement"]

    def __call__(self) -> None:
        from django.db import connection, transaction

        id = None
        with transaction.atomic():
            for statement in self.statements:
                params = statement.params
                for place in statement.ids:
                    params[place] = id
                with connection.cursor() as cursor:
                    cursor.execute(statement.sql, params)
                    if statement.returns:
                        id = cursor.fetchone()[0] if statement.makes_id else cursor.fetchall() and id


@dataclass
class Statement:
    sql: str
    params: list[Any]
    returns: bool
    makes_id: bool
    ids: list[int]
    """Where among the parameters the repair's id is."""


def record(report: Any, now: datetime) -> Recorded:
    from django.db import connection, transaction

    statements: list[Statement] = []
    made: list[int] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        answer = execute(sql, params, many, context)
        cursor, params = context["cursor"].cursor, list(params or ())
        makes_id = sql.startswith('INSERT INTO "log_repair" ')
        if makes_id:
            made.append(cursor.fetchone()[0])
            cursor.scroll(0, mode="absolute")
        ids = [place for place, value in enumerate(params) if type(value) is int and value in made]
        statements.append(Statement(sql, params, cursor.description is not None, makes_id, ids))
        return answer

    with transaction.atomic():
        with connection.execute_wrapper(keep):
            Sending(report, now)()
        transaction.set_rollback(True)
    return Recorded(statements)


@dataclass(frozen=True)
class Took:
    seconds: float
    processor: float
    """Seconds of this process, in all of its threads."""


def together(threads: ThreadPoolExecutor, calls: list[Any]) -> Took:
    """Until all of the calls are done."""
    shares = [calls[start::THREADS] for start in range(THREADS)]
    gate = threading.Barrier(THREADS + 1)
    futures = [threads.submit(run_all, share, gate) for share in shares]
    gate.wait()
    begun, busy = time.perf_counter(), time.process_time()
    for future in futures:
        future.result()
    return Took(time.perf_counter() - begun, time.process_time() - busy)


@contextmanager
def leaving(threads: ThreadPoolExecutor) -> Iterator[None]:
    """Closes the connection of every thread in the end, whatever came between."""
    try:
        yield
    finally:
        gate = threading.Barrier(THREADS)
        list(threads.map(leave, [gate] * THREADS))


def leave(gate: threading.Barrier) -> None:
    from django.db import connection

    gate.wait()
    connection.close()


def run_all(calls: list[Any], gate: threading.Barrier) -> None:
    from django.db import connection

    connection.ensure_connection()
    gate.wait()
    for call in calls:
        call()


if __name__ == "__main__":
    main()
