"""How fast reminders that are due are chosen and sent: `make bench-reminders`, on PostgreSQL.

100,000 reminders fall due at once. First they are only claimed, as workers claim them, batch by batch: that must take
3 seconds at most, in constant memory. Then they are sent for a while to the fake Notify, over HTTP in a process of
its own, at the limit that Notify has. The last line is the figures as JSON.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.storm.database import own_database, use_database

API_KEY = "bench-7b5e0b5e-9f5c-4d27-8c3a-0f6f3f9d2a11-1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f"
CALLS_AT_ONCE = 8
"""As in production. Tests make one at a time."""
BATCH = 1000
"""Rows of one claim, when nothing is sent in between."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reminders", type=int, default=100_000)
    options.add_argument("--seconds", type=int, default=60, help="for how long they are sent")
    given = options.parse_args()
    use_database()
    with own_database("report_a_repair_reminders"), fake_notify() as url:
        figures = measure(given.reminders, given.seconds, url)
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>28}: {figure}")
    print(json.dumps(figures))


@contextmanager
def fake_notify() -> Iterator[str]:
    program = [sys.executable, "-m", "repairs.log.notify.fake_server", "--port", "0", "--api-key", API_KEY]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1]
        server.terminate()


def measure(reminders: int, seconds: int, url: str) -> dict[str, Any]:
    from django.conf import settings

    from repairs.demo.seed import seed_council
    from repairs.log.notify.fake_requests import EMAIL_TEMPLATE_ID, SMS_TEMPLATE_ID

    seed_council()
    settings.NOTIFY_CLIENT = "repairs.log.notify.govuk.GovukNotify"
    settings.NOTIFY_URL, settings.NOTIFY_API_KEY = url, API_KEY
    settings.NOTIFY_SMS_TEMPLATE_ID, settings.NOTIFY_EMAIL_TEMPLATE_ID = SMS_TEMPLATE_ID, EMAIL_TEMPLATE_ID
    settings.TEXTS_FROM_HOUR, settings.TEXTS_UNTIL_HOUR = 0, 24
    settings.OUTBOX_CALLS_AT_ONCE = CALLS_AT_ONCE
    write_reminders(reminders)
    return {"reminders": reminders, **choosing(), **sending(seconds, url)}


def write_reminders(count: int) -> None:
    """Each of a repair and a visit of its own, tomorrow, with a phone of its own."""
    from django.db import connection
    from django.utils import timezone

    from diagnosis.models import PublishedTree
    from repairs.council.models import Priority
    from repairs.log.models import Appointment, Message, Repair

    now = timezone.now()
    tree, priority = PublishedTree.objects.all()[0], Priority.objects.order_by("rank").last()
    day = timezone.localdate() + timedelta(days=1)
    for start in range(0, count, 5000):
        numbers = range(start, min(start + 5000, count))
        repairs = Repair.objects.bulk_create(
            Repair(
                draft=uuid4(), tree=tree, answers={}, address="1 Test Street", postcode="NM1 2AB",
                outcome="water-pipe", title="Leak from a water pipe", ending="book", priority=priority, due_at=now,
                name="Ada Byron", phone=f"07700 {900_000 + number:06}", tell_by="text",
            )
            for number in numbers
        )  # fmt: skip
        Appointment.objects.bulk_create(
            Appointment(repair=repair, diary_id=str(uuid4()), day=day, window="AM", starts="08:00", ends="12:00")
            for repair in repairs
        )
        Message.objects.bulk_create(
            Message(repair=repair, kind="reminder", channel="text", wanted_at=now, due_at=now) for repair in repairs
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def choosing() -> dict[str, Any]:
    """Takes all of them, as workers do, and gives them back. What is taken is then not waiting any more."""
    from django.utils import timezone

    from repairs.log.models import Message
    from repairs.log.outbox.claiming import claim
    from repairs.log.outbox.messages import Messages

    lane, chosen, memory = Messages(), 0, 0
    took, worked = 0.0, time.process_time()
    while True:
        before = time.perf_counter()
        claimed = claim(lane.ready(timezone.now()), timezone.now(), BATCH).attempts
        took += time.perf_counter() - before
        if not claimed:
            break
        chosen += len(claimed)
        Message.objects.filter(pk__in=claimed).update(state="sent")
        # What the first batches need is there for all.
        memory = memory if chosen > BATCH * 5 else most_memory()
    grew, worked = most_memory() - memory, time.process_time() - worked
    Message.objects.update(state="waiting", lease_until=None, attempts=0)
    return {
        "chosen": chosen,
        "chosen_in_seconds": round(took, 2),
        "chosen_processor_seconds": round(worked, 2),
        "memory_grew_by_kilobytes": grew,
    }


def most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def sending(seconds: int, url: str) -> dict[str, Any]:
    import httpx

    from repairs.log.models import Message
    from repairs.log.outbox import sweep

    before, worked = time.perf_counter(), time.process_time()
    while (took := time.perf_counter() - before) < seconds:
        sweep(stopping=lambda: time.perf_counter() - before > seconds)
    sent = Message.objects.filter(state="sent").count()
    told = httpx.get(f"{url}/statistics").json()
    return {
        "sent": sent,
        "sent_in_seconds": round(took, 1),
        "sent_a_minute": round(sent / took * 60),
        "sent_processor_seconds": round(time.process_time() - worked, 1),
        "drained_in_minutes": round(Message.objects.count() / (sent / took * 60)),
        "duplicates": told["duplicates"],
        "told_to_slow_down": told["faults"].get("429", 0),
    }


if __name__ == "__main__":
    main()
