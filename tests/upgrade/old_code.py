"""The release before on the tables of this one: whole journeys, and its worker delivers. The last line is JSON."""

import argparse
import json
import sys
import time
from typing import Any

import psycopg

from tests.faults.machines import missing
from tests.faults.outside import messages_by_reference, numbers_by_reference
from tests.faults.processes import wait_until
from tests.faults.scene import leave_when_told, own_folder, say
from tests.faults.service import Service, machines, start_service, start_stand_ins
from tests.upgrade.previous import NotHere, previous_release, unpack
from tests.upgrade.releases import migrate, prepare
from tests.upgrade.resident import Pace, Resident, Walk

JOURNEYS = 3
DELIVERED_WITHIN_SECONDS = 60


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.upgrade.old_code", description=__doc__)
    options.add_argument("--keep", action="store_true", help="The folder with what every process has logged.")
    options.add_argument("--sql", default="", help="Done to the tables besides: what the old code may not survive.")
    given = options.parse_args()
    try:
        release = previous_release()
    except NotHere as reason:
        print(reason)
        return 2
    if lacks := missing():
        print(f"This needs {lacks}.")
        return 2
    leave_when_told()
    found = {"release before": release[:10], **old_code_on_new_tables(keep=given.keep, sql=given.sql)}
    print(json.dumps(found))
    return 0 if found["passed"] else 1


def old_code_on_new_tables(*, keep: bool, sql: str) -> dict[str, Any]:
    begun = time.monotonic()
    with own_folder(keep) as folder:
        (folder / "before").mkdir()
        before = unpack(folder / "before")
        with machines(folder, "idempotent", {"WEB_CONCURRENCY": "1"}, before) as service:
            migrate(service)
            if sql:
                with psycopg.connect(service.postgres.url, autocommit=True) as connection:
                    connection.execute(sql)
            say(begun, "the tables are as this release has them")
            homes = prepare(service, before, JOURNEYS)
            say(begun, "the release before has filled them")
            service.redis.start()
            start_stand_ins(service)
            start_service(service)
            say(begun, "it runs")
            walks = [
                Resident(service.site, home, number, Pace()).reports() for number, home in enumerate(homes, start=1)
            ]
            say(begun, "residents have reported")
            return verdict(service, walks)


def verdict(service: Service, walks: list[Walk]) -> dict[str, Any]:
    references = {walk.reference for walk in walks if walk.reference}
    late = ""
    try:
        wait_until(
            "all orders and messages have gone",
            lambda: references <= set(numbers_by_reference(service)) and messages_by_reference(service).total() > 0,
            DELIVERED_WITHIN_SECONDS if references else 1,
        )
    except TimeoutError as error:
        late = str(error)
    failed = [reason for walk in walks for reason in walk.failed]
    return {
        "passed": len(references) == len(walks) and not failed and not late,
        "journeys": len(walks),
        "reports told of": len(references),
        "orders in the HMS": sum(map(len, numbers_by_reference(service).values())),
        "messages at Notify": messages_by_reference(service).total(),
        "failed": failed,
        "late": late,
    }


if __name__ == "__main__":
    sys.exit(main())
