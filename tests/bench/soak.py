"""Does anything grow while the service runs? `make soak`. Needs PostgreSQL's programs and Redis's.

People report leaks for 20 minutes at the rate at which a council of 55,000 homes peaks, 66 requests a second. Every
few seconds the memory of every process, its open files, and the connections to PostgreSQL and Redis are written down.
What is printed is how they began once everything was warm, how they ended, and by how much an hour the straight line
through them rises. The last line is the figures as JSON.
"""

import argparse
import asyncio
import json
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.open_loop import Loop, percentiles
from tests.bench.walking import residents
from tests.bench.whole_service import cores_for_service, load_of_machine, memory, whole_service
from tests.faults.processes import descendants
from tests.faults.service import Service

RATE, MINUTES = 66.0, 20.0
LOOK_EVERY_SECONDS = 5
WARM_PART = 0.25
"""Caches fill and pools open at first, which is not what grows."""

Sample = dict[str, float]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=MINUTES)
    options.add_argument("--rate", type=float, default=RATE)
    options.add_argument("--cores", type=int, default=1)
    given = options.parse_args()
    with whole_service(cores_for_service(given.cores)) as service:
        figures = measure(service, given.rate, given.minutes * 60)
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>24}: {figure}")
    print(json.dumps(figures))
    if figures["wrong"] or figures["restarts"]:
        sys.exit("Something went wrong for somebody.")


def measure(service: Service, rate: float, seconds: float) -> dict[str, Any]:
    load = load_of_machine()
    with looking(service) as samples:
        told = asyncio.run(Loop(service.site).requests(rate, seconds, residents()))
    figures = [name for name in samples[0] if name != "at"]
    kept = samples[int(len(samples) * WARM_PART) :]
    return {
        "minutes": round(seconds / 60, 1),
        "requests_a_second": rate,
        "requests": len(told.all_seconds),
        "reports": told.finished,
        "ms": percentiles(told.all_seconds),
        "wrong": dict(told.wrong),
        "restarts": sum(program.starts - 1 for program in service.supervisor.programs),
        "from_to_and_an_hour": {name: drift([(one["at"], one[name]) for one in kept]) for name in figures},
        "load": load,
    }


def drift(points: list[tuple[float, float]]) -> list[float]:
    """Median of the first tenth, of the last tenth, and what the line through all rises by in an hour."""
    tenth = max(1, len(points) // 10)
    first, last = (statistics.median(value for _, value in part) for part in (points[:tenth], points[-tenth:]))
    slope = statistics.linear_regression(*zip(*points, strict=True)).slope if len(points) > 1 else 0.0
    return [round(first, 1), round(last, 1), round(slope * 3600, 1)]


@contextmanager
def looking(service: Service) -> Iterator[list[Sample]]:
    samples, over, begun = [sample(service, 0.0)], threading.Event(), time.monotonic()

    def look() -> None:
        while not over.wait(LOOK_EVERY_SECONDS):
            samples.append(sample(service, time.monotonic() - begun))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield samples
    finally:
        over.set()
        thread.join()


def sample(service: Service, at: float) -> Sample:
    """In megabytes, files and connections."""
    import psycopg
    import redis

    with psycopg.connect(service.postgres.url, connect_timeout=5) as connection:
        found = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
        connections = int((found.fetchone() or (0,))[0]) - 1
    with redis.Redis(port=service.redis.port, socket_timeout=5) as client:
        clients = int(client.info("clients")["connected_clients"]) - 1
    sizes = {f"megabytes_{name}": float(size) for name, size in memory(service).items()}
    return {"at": at, **sizes, "postgres": connections, "redis": clients, "files_of_web": files_of(service)}


def files_of(service: Service) -> int:
    assert service.web.process is not None
    return sum(open_files(pid) for pid in descendants(service.web.process.pid))


def open_files(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return 0


if __name__ == "__main__":
    main()
