"""A busy service is backed up, lost, and restored: `make rehearse-restore`. The last line is JSON.

Residents report with photos. The HMS and Notify fail for a while, so that orders and messages wait. Then the scripts
back up, while residents go on. The systems outside recover and take what waited: when the service is lost a moment
later, the backup knows nothing of that. It is restored elsewhere, and must hold what was in the database at the moment
of the backup, row by row, and every photo; links and references must open; and nothing may go twice.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.checker import check_messages, check_orders, waiting
from tests.faults.machines import missing
from tests.faults.outside import ask, begin_faults, end_faults, messages_by_reference, numbers_by_reference
from tests.faults.processes import ROOT, Program, wait_until
from tests.faults.scene import leave_when_told, own_folder, say, use
from tests.faults.service import (
    STARTS_WITHIN_SECONDS,
    Service,
    answers,
    background_commands,
    machines,
    start_service,
    start_stand_ins,
    web_command,
)
from tests.parsed_page import parsed
from tests.photos.pictures import jpeg
from tests.rehearsal.contents import contents, differences, hashes
from tests.rolling.traffic import Traffic
from tests.upgrade.releases import migrate, prepare
from tests.upgrade.resident import Failed, Home, Pace, Resident, Walk

SETTINGS = {"WEB_CONCURRENCY": "2", "POSTCODES_AN_HOUR_PER_ADDRESS": "100000"}
RATE, HOMES = 10, 300
FEW, PATIENT_SECONDS = 5, 240
BROKEN = {"HMS_URL": {"500": 1.0}, "NOTIFY_URL": {"500": 1.0}}
STOPS_WITHIN_SECONDS, SETTLES_WITHIN_SECONDS = 70, 120
WAITING = """
    SELECT key::text FROM log_worksorder WHERE state = 'waiting'
    UNION ALL SELECT key::text FROM log_message WHERE state = 'waiting'
"""
GONE = """
    SELECT count(*) FROM (SELECT key, state FROM log_worksorder UNION ALL SELECT key, state FROM log_message) rows
    WHERE state = 'sent' AND key::text = ANY(%s)
"""
# The systems outside also know what was reported after the backup. An order that the HMS has in other words, such as
# with another link to its photos, is for a person to settle.
HOLDS = ("reports without an order", "orders lost", "orders doubled", "messages doubled", "messages lost")
OPENED = 3
"""Repairs that are opened by link and by reference."""


@dataclass(frozen=True)
class Backup:
    folder: Path
    contents: dict[str, tuple[int, str]]
    waiting: list[str]
    repairs: int
    seconds: float


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.rehearsal", description=__doc__)
    options.add_argument("--keep", action="store_true", help="The folder with what every process has logged.")
    given = options.parse_args()
    if lacks := missing():
        print(f"This needs {lacks}.")
        return 2
    leave_when_told()
    figures = rehearsed(keep=given.keep)
    for name, value in figures.items():
        print(f"{name:>40}: {value}")
    print(json.dumps(figures))
    return 0 if figures["passed"] else 1


def rehearsed(*, keep: bool) -> dict[str, Any]:
    begun = time.monotonic()
    with own_folder(keep) as folder, machines(folder, "idempotent", SETTINGS) as service:
        migrate(service)
        homes = enumerate(prepare(service, ROOT, HOMES), start=1)
        service.redis.start()
        start_stand_ins(service)
        start_service(service)
        say(begun, "the service runs")
        with Traffic(service.site, homes, RATE, jpeg(1200, 900)) as traffic:
            wait_until("some have reported", lambda: len(traffic.references) >= FEW, PATIENT_SECONDS)
            begin_faults(service, BROKEN, seed=1)
            wait_until("some wait for the HMS", lambda: orders_waiting(service) >= FEW, PATIENT_SECONDS)
            backup = back_up(service)
            say(begun, f"backed up in {backup.seconds:.1f} seconds, with {backup.repairs} repairs")
            end_faults(service)
            wait_until("some of what waited has gone", lambda: gone_since(service, backup) > 0, PATIENT_SECONDS)
        for program in (service.web, *service.all_background):
            program.stop(STOPS_WITHIN_SECONDS)
        gone = gone_since(service, backup)
        say(begun, "the service is lost")
        restored, seconds = restore(service, backup)
        say(begun, f"restored in {seconds:.1f} seconds")
        return compare(service, restored, backup, traffic, gone) | {"seconds to restore": round(seconds, 1)}


def back_up(service: Service) -> Backup:
    """With the scripts, and what is in the database at that very moment."""
    with psycopg.connect(service.postgres.url) as connection, connection.cursor() as cursor:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        (snapshot,) = cursor.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        begun = time.monotonic()
        made = script(service.environment | {"SNAPSHOT": snapshot}, "backup.sh", service.folder / "backups")
        seconds = time.monotonic() - begun
        waits = [key for (key,) in cursor.execute(WAITING).fetchall()]
        (repairs,) = cursor.execute("SELECT count(*) FROM log_repair").fetchone() or (0,)
        return Backup(Path(made.splitlines()[-1]), contents(cursor), waits, repairs, seconds)


def restore(service: Service, backup: Backup) -> tuple[Service, float]:
    with psycopg.connect(service.postgres.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE restored")
    (service.folder / "restored" / "static").mkdir(parents=True)
    elsewhere = service.environment | {
        "DATABASE_URL": service.postgres.url.removesuffix("postgres") + "restored",
        "DATA_DIR": str(service.folder / "restored"),
    }
    begun = time.monotonic()
    print(script(elsewhere, "restore.sh", backup.folder), end="")
    return replace(service, environment=elsewhere), time.monotonic() - begun


def script(environment: dict[str, str], name: str, *words: object) -> str:
    own = {**environment, "PYTHON": sys.executable}
    done = subprocess.run(
        ["sh", str(ROOT / "scripts" / name), *map(str, words)],  # noqa: S607 sh is where the system has it
        env=own,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr}")
    return done.stdout


def compare(service: Service, restored: Service, backup: Backup, traffic: Traffic, gone: int) -> dict[str, Any]:
    with psycopg.connect(restored.environment["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        unlike = differences(backup.contents, contents(cursor))
        kept = {reference for (reference,) in cursor.execute("SELECT reference FROM log_repair").fetchall()}
        named = cursor.execute("SELECT file, thumbnail FROM photos_photo WHERE removed_at IS NULL").fetchall()
    old, new = (hashes(Path(one.environment["DATA_DIR"]) / "photos") for one in (service, restored))
    names = {name for pair in named for name in pair if name}
    with running(restored):
        walks = [walk for walk in traffic.walks if walk.reference in kept]
        opened = {"by link": open_links(restored, kept), "by reference": open_by_reference(restored, walks)}
        use(restored)
        with suppress(TimeoutError):
            wait_until("nothing waits", lambda: waiting() == 0, SETTLES_WITHIN_SECONDS)
        stuck = waiting()
    orders = check_orders(numbers_by_reference(service), "idempotent")
    messages = check_messages(messages_by_reference(service))
    with_person = orders.figures["orders a person must look at"]
    broken = {
        "tables that differ": len(unlike),
        "photos missing": len(names - set(new)),
        "photos that differ": sum(old.get(name, new.get(name)) != new.get(name) for name in names),
        "not opened by link": OPENED - opened["by link"],
        "not opened by reference": OPENED - opened["by reference"],
        "rows stuck": stuck,
        "requests failed": traffic.failed.total(),
        "orders with a person that were never in doubt": max(0, with_person - gone),
        **{name: (orders.broken | messages.broken)[name] for name in HOLDS},
    }
    too_little = [what for what, count in {"photos": len(names), "rows in doubt": gone}.items() if not count]
    return {
        "passed": not any(broken.values()) and not too_little,
        "broken": {name: count for name, count in broken.items() if count},
        "too little to prove": too_little,
        "tables": len(backup.contents),
        "rows": sum(count for count, _ in backup.contents.values()),
        "tables that differ": unlike,
        "photos and thumbnails": len(names),
        "repairs in the backup": len(kept),
        "repairs after the backup, gone": len(set(traffic.references) - kept),
        "waited when backed up": len(backup.waiting),
        "of those, gone before the loss": gone,
        "orders for a person to settle": with_person,
        "why requests failed": dict(traffic.failed),
        "orders in the HMS": orders.figures["orders in the HMS"],
        "messages at Notify": messages.figures["messages at Notify"],
        "seconds to back up": round(backup.seconds, 1),
    }


@contextmanager
def running(service: Service) -> Iterator[None]:
    programs = [Program("web-restored", web_command(service.environment), service.environment, service.folder)]
    programs += [
        Program(f"{name}-restored", command, service.environment, service.folder)
        for name, command in background_commands(service.folder)
    ]
    for program in programs:
        service.supervisor.add(program).start()
    wait_until("the restored web process answers", answers(service.site), STARTS_WITHIN_SECONDS)
    yield
    for program in programs:
        program.stop(STOPS_WITHIN_SECONDS)


def open_links(service: Service, kept: set[str]) -> int:
    """How many links that people were sent open their repair, at most so many. Some came after the backup."""
    found = re.findall(rf"{re.escape(service.site)}/r/[\w-]+", json.dumps(ask(service, "NOTIFY_URL", "/messages")))
    opened = (link for link in dict.fromkeys(found) if shows_one_of(service, link, {}, kept))
    return len(list(islice(opened, OPENED)))


def open_by_reference(service: Service, walks: list[Walk]) -> int:
    return sum(
        shows_one_of(
            service,
            f"{service.site}/find/",
            {"reference": walk.reference, "postcode": walk.postcode},
            {walk.reference},
        )
        for walk in walks[:OPENED]
    )


def shows_one_of(service: Service, address: str, typed: dict[str, str], references: set[str]) -> bool:
    """Whether that page, or the one behind its form, shows a repair that is in the backup."""
    resident = Resident(service.site, Home("", ""), 0, Pace())
    resident.texts = typed
    with resident.client:
        try:
            page = resident.ask("GET", address)
            if not any(reference in page for reference in references):
                page = resident.answer(parsed(page)[0])
        except Failed:
            return False
    return any(reference in page for reference in references)


def orders_waiting(service: Service) -> int:
    with psycopg.connect(service.postgres.url) as connection:
        (found,) = connection.execute("SELECT count(*) FROM log_worksorder WHERE state = 'waiting'").fetchone() or (0,)
        return int(found)


def gone_since(service: Service, backup: Backup) -> int:
    """Of what waited when it was made."""
    with psycopg.connect(service.postgres.url) as connection:
        (found,) = connection.execute(GONE, [backup.waiting]).fetchone() or (0,)
        return int(found)


if __name__ == "__main__":
    sys.exit(main())
