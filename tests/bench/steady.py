"""A steady stream of residents on one core: `make bench-steady`. Needs PostgreSQL's programs and Redis's.

150 requests a second for a minute by people who report a leak, from the start page until they have a reference: they
are asked at set moments, not when the server is ready for them. Web, worker, beat, the loop on standby, PostgreSQL
and Redis share one core; whoever asks, and the stand-ins, have another. Half of all want the first time on offer,
whose row so is the hottest, and everything that is sent goes out to the stand-ins meanwhile.

The floor is a bare Django page (`tests/bench/floor`) from the same gunicorn at the same rate on the same core, before
anybody comes. Latencies are in milliseconds since each was due; processor time is that of all processes of the
service. The last line is the figures as JSON.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.bench.open_loop import Loop, Told, percentiles
from tests.bench.walking import Asked, Walk, residents
from tests.bench.whole_service import cores_for_service, load_of_machine, memory, processor_seconds, whole_service
from tests.faults.machines import free_port
from tests.faults.processes import Program, wait_until
from tests.faults.service import Service, web_command

ASKED_P99_MS, ASKED_MEGABYTES = 50, 150
WARM_SECONDS = 5


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rate", type=float, default=150)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--cores", type=int, default=1)
    options.add_argument("--keep", action="store_true", help="the folder with what every process has logged")
    given = options.parse_args()
    with whole_service(cores_for_service(given.cores), keep=given.keep) as service:
        figures = measure(service, given.rate, given.seconds)
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>24}: {figure}")
    print(json.dumps(figures))
    if figures["wrong"]:
        sys.exit("Something went wrong for somebody.")


def measure(service: Service, rate: float, seconds: float) -> dict[str, Any]:
    with bare_pages(service) as address:
        steady(address, rate, WARM_SECONDS, question)
        bare = percentiles(steady(address, rate, min(seconds, 20), question).all_seconds)
    another = residents()
    steady(service.site, rate / 3, WARM_SECONDS, another)
    load, worked = load_of_machine(), processor_seconds(service)
    told = steady(service.site, rate, seconds, another)
    worked = {name: after - worked[name] for name, after in processor_seconds(service).items()}
    requests = len(told.all_seconds)
    ours = percentiles(told.all_seconds)
    return {
        "requests_a_second": rate,
        "seconds": seconds,
        "requests": requests,
        "reports": told.finished,
        "ms": ours,
        "ms_of_posts": percentiles(told.seconds.get("POST", [])),
        "bare_page_ms": bare,
        "ratio_p99": round(ours["p99"] / bare["p99"], 2),
        "asked_p99_ms": ASKED_P99_MS,
        "processor_ms_a_request": round(sum(worked.values()) * 1000 / requests, 2),
        "processor_ms_by_process": {name: round(one * 1000 / requests, 2) for name, one in worked.items()},
        "wrong": dict(told.wrong),
        "asked_late_ms": percentiles(told.late),
        "megabytes": memory(service),
        "asked_megabytes_of_a_web_process": ASKED_MEGABYTES,
        "load": load,
    }


def steady(site: str, rate: float, seconds: float, another: Any) -> Told:
    return asyncio.run(Loop(site).requests(rate, seconds, another))


def question() -> Walk:
    while True:
        yield Asked("GET", "/question/")


@contextmanager
def bare_pages(service: Service) -> Iterator[str]:
    """A gunicorn as the service's, on its core."""
    address = f"http://127.0.0.1:{free_port()}"
    environment = {**service.environment, "SITE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings"}
    command = web_command(environment)
    command[command.index("repairs.wsgi:application")] = "django.core.wsgi:get_wsgi_application()"
    program = service.supervisor.add(Program("floor", on_cores_of_web(service, command), environment, service.folder))
    program.start()
    wait_until("the bare page answers", lambda: is_there(address), 60)
    yield address
    program.left_alone = True
    program.kill()


def on_cores_of_web(service: Service, command: list[str]) -> list[str]:
    assert service.web.process is not None
    cores = ",".join(map(str, os.sched_getaffinity(service.web.process.pid)))
    return ["taskset", "--cpu-list", cores, *command]


def is_there(address: str) -> bool:
    import httpx

    try:
        return httpx.get(f"{address}/question/", timeout=2).is_success
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    main()
