"""How long it takes to forget what is no longer kept, and in how much memory: `make bench-forget`, on PostgreSQL.

The table holds finished repairs of nine years, as many of each month, with all that leads to them. One in ten has not
been looked at yet, as after a long time without: of these, the details of those that are older than six months are
forgotten, and the records of those that are older than six years. A round after that finds that there is nothing left.
The last line is the figures as JSON.
"""

import argparse
import json
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Model

from tests.bench.import_homes import peak_megabytes
from tests.bench.multiplied import multiply, run
from tests.storm.database import own_database, use_database

YEARS = 9
STILL_THERE = 10
"""One in so many has not been forgotten, whatever its age."""
APART = 100
"""Between the keys of two repairs: more than rows of any one table that lead to one of them."""
PARTS = 10
"""In which the work is cut, to see whether the last takes longer than the first."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repairs", type=int, default=300_000)
    repairs = options.parse_args().repairs
    use_database()
    with own_database("report_a_repair_bench_forget"):
        figures = measure(repairs)
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>22}: {figure}")
    print(json.dumps(figures))


def measure(repairs: int) -> dict[str, Any]:
    from repairs.retention.steps.repairs import DETAILS, RECORDS

    write_repairs(repairs)
    moment = moment_now()
    figures: dict[str, Any] = {"repairs": repairs, "rows": rows_in_all(), "start_mb": peak_megabytes()}
    for name, step in {"details": DETAILS, "records": RECORDS}.items():
        waiting = step.waiting(moment)
        worked = time.process_time()
        parts = seconds_of_parts(step.batches(moment), waiting)
        figures |= {
            name: waiting,
            f"{name}_seconds": round(sum(parts), 1),
            f"{name}_a_second": round(waiting / sum(parts)),
            f"{name}_processor_seconds": round(time.process_time() - worked, 1),
            f"{name}_first_and_last_part": [parts[0], parts[-1]],
            f"{name}_left": step.waiting(moment),
            "peak_mb": peak_megabytes(),
        }
    began = time.perf_counter()
    again_finds = one_more_round()
    return figures | {"again_finds": again_finds, "again_seconds": round(time.perf_counter() - began, 2)}


def moment_now() -> Any:
    from django.utils import timezone

    from repairs.council.kept_for import kept_for_now
    from repairs.retention.steps.step import Moment

    return Moment(timezone.now(), kept_for_now())


def seconds_of_parts(batches: Any, waiting: int) -> list[float]:
    """Of each tenth of the work."""
    parts: list[float] = []
    done, began = 0, time.perf_counter()
    for number in batches:
        done += number
        if done >= waiting * (len(parts) + 1) / PARTS:
            now = time.perf_counter()
            parts.append(round(now - began, 2))
            print(f"{done:,} of {waiting:,}: {parts[-1]} seconds for the last tenth", flush=True)
            began = now
    return parts


def one_more_round() -> int:
    """The whole of it, as it is done each day, with files of photos and all."""
    from django.utils import timezone

    from repairs.retention.rounds import go_on, round_now

    now = timezone.now()
    found = round_now(now)
    assert go_on(found, now)
    return sum(number for number in found.forgotten.values() if isinstance(number, int))


def write_repairs(count: int) -> None:
    from repairs.demo.seed import seed_council

    seed_council()
    one_repair()
    month = f"make_interval(days => n * {YEARS * 365} / {count})"
    for model, differs in tables().items():
        moved = {column: f'"{column}" - {month}' for column in moments_of(model)}
        multiply(model, count - 1, APART, moved | differs)
    run("ANALYZE")


def one_repair() -> None:
    """Reported, booked, ordered, told of and finished, with the rows that a usual one leaves."""
    from django.utils import timezone

    from diagnosis.models import PublishedTree
    from repairs.council.models import Priority
    from repairs.homes.models import Home
    from repairs.log.links import new_link
    from repairs.log.models import Appointment, DeliveryAttempt, Event, JobUpdate, Message, Repair, WorksOrder

    then = timezone.now() - timedelta(days=1)
    repair = Repair.objects.create(
        draft=uuid4(), tree=PublishedTree.objects.all()[0], answers={"where": "kitchen"}, reported_at=then,
        home=Home.objects.all()[0], address="1 Test Street\nNorthmere", postcode="NM1 2AB", outcome="water-pipe",
        title="Leak from a water pipe", ending="book", priority=Priority.objects.order_by("-rank")[0], due_at=then,
        description="The cupboard under the sink is soaked.", name="Ada Byron", phone="07700 900123",
        email="ada@example.com", tell_by="text", access_notes="Ring twice.",
    )  # fmt: skip
    Appointment.objects.create(
        repair=repair, diary_id=str(uuid4()), day=then.date(), window="AM", starts="08:00", ends="12:00"
    )
    sent = {"repair": repair, "state": "sent", "due_at": then, "wanted_at": then, "sent_at": then, "attempts": 1}
    order = WorksOrder.objects.create(**sent, hms_number="N", job_state="completed", job_state_at=then)
    JobUpdate.objects.create(order=order, key="key", state="completed", happened_at=then, received_at=then)
    kinds = (Message.Kind.BOOKED, Message.Kind.REMINDER, Message.Kind.DONE)
    messages = [Message.objects.create(**sent, kind=kind, channel="text", sent_to="ending 123") for kind in kinds]
    for kind in (Event.Kind.REPORTED, Event.Kind.BOOKED, Event.Kind.ORDER_SENT, *[Event.Kind.MESSAGE_SENT] * 3):
        Event.objects.create(repair=repair, kind=kind, at=then)
    for row, key in [("order", order.pk), *(("message", message.pk) for message in messages)]:
        DeliveryAttempt.objects.create(row=row, row_id=key, number=1, at=then, outcome="sent")
    new_link(repair)


def tables() -> dict[type[Model], dict[str, str]]:
    """What leads to a repair, and what of it must differ."""
    from repairs.log.models import (
        Appointment,
        DeliveryAttempt,
        Event,
        JobUpdate,
        Message,
        Repair,
        RepairLink,
        WorksOrder,
    )

    forgotten = f"CASE WHEN n % {STILL_THERE} = 0 THEN NULL ELSE now() END"
    uuid, repair = "gen_random_uuid()", {"repair_id": f'"repair_id" + n * {APART}'}
    return {
        Repair: {
            "draft": uuid,
            "reference": "lpad(to_hex(n), 12, '0')",
            "details_forgotten_at": forgotten,
            "forgotten_at": forgotten,
        },
        Appointment: {**repair, "diary_id": f"{uuid}::text"},
        WorksOrder: {**repair, "key": uuid, "hms_number": "'N' || n"},
        JobUpdate: {"order_id": f'"order_id" + n * {APART}', "key": '"key" || n'},
        Message: {**repair, "key": uuid},
        Event: repair,
        RepairLink: {**repair, "nonce": uuid, "token_hash": "md5(n::text)"},
        DeliveryAttempt: {"row_id": f'"row_id" + n * {APART}'},
    }


def moments_of(model: type[Model]) -> list[str]:
    from django.db.models import DateField

    return [str(field.column) for field in model._meta.concrete_fields if isinstance(field, DateField)]


def rows_in_all() -> int:
    return sum(model._base_manager.count() for model in tables())


if __name__ == "__main__":
    main()
