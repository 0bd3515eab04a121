"""The whole service as docker-compose.yml runs it, with production's static files, on chosen cores.

What is outside of it (the stand-ins of the HMS and of Notify, and whoever asks for pages) has the other cores.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.faults.processes import Program, descendants
from tests.faults.scene import scene
from tests.faults.service import Service, start_service, start_stand_ins

PRODUCTION = {
    "STATIC_MANIFEST": "true",
    "LOG_LEVEL": "WARNING",
    "HMS_TIMEOUT_SECONDS": "10",
    "OUTBOX_RETRY_SECONDS": "60,300,900,3600",
}
ONE_ADDRESS = {"POSTCODES_AN_HOUR_PER_ADDRESS": "100000000", "TRIES_AN_HOUR_PER_ADDRESS": "100000000"}
"""Everybody here comes from one address."""


@contextmanager
def whole_service(cores: set[int] | None = None, *, keep: bool = False, **settings: str) -> Iterator[Service]:
    """On all cores unless told, with one container of workers. The rest of this process has what is left of them."""
    from django.core.management import call_command

    everywhere = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores or everywhere)
    try:
        with scene(keep=keep, **PRODUCTION, **ONE_ADDRESS, **settings) as for_faults:
            service = replace(for_faults, workers=for_faults.workers[:1])
            service.redis.start()
            call_command("collectstatic", interactive=False, verbosity=0)
            start_service(service)
            os.sched_setaffinity(0, (everywhere - (cores or set())) or everywhere)
            start_stand_ins(service)
            yield service
    finally:
        os.sched_setaffinity(0, everywhere)


def cores_for_service(count: int) -> set[int]:
    """The first of those that there are. One is left for the others where there is more than one."""
    return set(sorted(os.sched_getaffinity(0))[:count])


def load_of_machine() -> float:
    """How many were running or waiting to, in the last minute: what is measured beside much else says little."""
    return round(os.getloadavg()[0], 2)


def kinds(service: Service) -> dict[str, list[Program]]:
    """What runs our code."""
    programs = {"web": [service.web], "worker": service.workers}
    return programs | {program.name: [program] for program in service.others}


def memory(service: Service) -> dict[str, int]:
    """Megabytes of the largest process of each kind, as the system counts them for it: with what it shares."""
    return {name: max(map(largest, found)) for name, found in kinds(service).items()}


def largest(program: Program) -> int:
    if program.process is None:
        return 0
    return max(megabytes(pid) for pid in [program.process.pid, *descendants(program.process.pid)])


def megabytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def processor_seconds(service: Service) -> dict[str, float]:
    """Of each kind of process so far, PostgreSQL and Redis among them, whatever else the machine does."""
    all_kinds = kinds(service) | {"postgres": [service.postgres.program], "redis": [service.redis.program]}
    return {name: sum(map(worked_with_all_below, found)) for name, found in all_kinds.items()}


def worked_with_all_below(program: Program) -> float:
    first = program.process.pid if program.process else None
    return sum(map(worked, [first, *descendants(first)])) if first else 0.0


def worked(pid: int) -> float:
    """With those that it has started and seen the end of."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
