"""Everybody sends at once: `make bench-submissions`. Needs PostgreSQL's programs and Redis's.

3,000 people whose answers are complete look them over and send them within a minute, each at a set moment, with the
whole service on two cores; whoever asks has no core of its own where there are no more. Four in five have a time held.
Their orders and messages go out to the stand-ins meanwhile. Then every repair is counted, and it is waited until no
order waits. Latencies are in milliseconds since each was due. The last line is the figures as JSON.
"""

import argparse
import asyncio
import json
import sys
import time
from typing import Any

from tests.bench.open_loop import Loop, begin, percentiles
from tests.bench.walking import sends
from tests.bench.whole_service import cores_for_service, load_of_machine, memory, whole_service
from tests.faults.drafts import finished_drafts
from tests.faults.service import Service

ASKED_A_MINUTE, ASKED_P95_MS = 3000, 500
DRAIN_SECONDS = 300


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--a-minute", type=int, default=ASKED_A_MINUTE)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--cores", type=int, default=2)
    given = options.parse_args()
    with whole_service(cores_for_service(given.cores)) as service:
        figures = measure(service, given.a_minute, given.seconds)
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>24}: {figure}")
    print(json.dumps(figures))
    if figures["wrong"] or figures["repairs"] != figures["people"]:
        sys.exit("Something went wrong for somebody.")


def measure(service: Service, a_minute: int, seconds: float) -> dict[str, Any]:
    from repairs.log.models import Repair

    drafts = finished_drafts(round(a_minute * seconds / 60))
    everybody = [begin(sends(one.draft), one.cookies) for one in drafts]
    load, begun = load_of_machine(), time.monotonic()
    told = asyncio.run(Loop(service.site).people(a_minute / 60, everybody))
    took = time.monotonic() - begun
    waiting = orders_waiting()
    drained = drain(begun)
    return {
        "people": len(everybody),
        "repairs": Repair.objects.count(),
        "sent_a_minute": round(told.finished * 60 / took),
        "asked_a_minute": ASKED_A_MINUTE,
        "ms_of_posts": percentiles(told.seconds.get("POST", [])),
        "ms_of_gets": percentiles(told.seconds.get("GET", [])),
        "asked_p95_ms_of_posts": ASKED_P95_MS,
        "wrong": dict(told.wrong),
        "asked_late_ms": percentiles(told.late),
        "orders_waiting_at_the_end": waiting,
        "seconds_until_none_waited": drained,
        "megabytes": memory(service),
        "load": load,
    }


def orders_waiting() -> int:
    from repairs.log.models import WorksOrder

    return WorksOrder.objects.filter(state=WorksOrder.State.WAITING).count()


def drain(begun: float) -> float | None:
    while orders_waiting():
        if time.monotonic() - begun > DRAIN_SECONDS:
            return None
        time.sleep(0.5)
    return round(time.monotonic() - begun, 1)


if __name__ == "__main__":
    main()
