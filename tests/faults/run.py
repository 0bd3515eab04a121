"""One run of the proof, in a process of its own. The last line is its figures as JSON."""

import argparse
import json
import sys

from tests.faults.scene import Run
from tests.faults.storm import storm
from tests.faults.without_postgres import without_postgres
from tests.faults.without_redis import without_redis

WHAT = {
    "storm": storm,
    "control": lambda run: storm(run, control=True),
    "without-redis": without_redis,
    "without-postgres": without_postgres,
}


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.faults.run", description=__doc__)
    options.add_argument("what", choices=list(WHAT))
    options.add_argument("--kind", choices=["idempotent", "searchable", "blind"], default="idempotent")
    options.add_argument("--reports", type=int, default=100)
    options.add_argument("--seconds", type=float, default=60, help="Of the timetable.")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--short", action="store_true", help="Without the answers that are followed by a long wait.")
    options.add_argument("--keep", action="store_true", help="The folder with what every process has logged.")
    given = options.parse_args()
    run = Run(given.kind, given.reports, given.seconds, given.seed, given.short, given.keep)
    try:
        found = WHAT[given.what](run)
    except KeyboardInterrupt:
        return 130
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
