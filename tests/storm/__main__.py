"""Runs the rush, its negative control and the mixed storm. The last line is the figures as JSON."""

import argparse
import json
import sys
import time

from tests.storm.crowd import PROCESSES, THREADS, Crowd
from tests.storm.database import build_town, own_database, use_database
from tests.storm.mixed import storm
from tests.storm.rush import look_then_take, rush

BAD = ("oversold", "lost_minutes", "bookings_told_and_kept_differ", "without_a_journey", "deadlocks")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="Of the rush.")
    parser.add_argument("--seconds", type=int, default=60, help="Of the mixed storm.")
    given = parser.parse_args()
    use_database()
    with own_database() as name:
        build_town()
        with Crowd(name) as crowd:
            print(f"{PROCESSES * THREADS} connections at once. A rush of {given.rounds} rounds…", flush=True)
            begun = time.perf_counter()
            rushed = rush(crowd, given.rounds)
            rushed["seconds"] = round(time.perf_counter() - begun, 1)
            print("The same with a diary that looks before it takes…", flush=True)
            careless = look_then_take(crowd)
            print(f"Everything mixed, for {given.seconds} seconds…", flush=True)
            mixed = storm(crowd, given.seconds)
    bad = [
        rushed["oversold"],
        rushed["undersold"],
        *(mixed.get(name, 0) for name in BAD),
    ]
    passed = not any(bad) and careless > 0
    print("Nothing was oversold or lost." if passed else "The diary did not hold.")
    print(json.dumps({"passed": passed, "rush": rushed, "control_oversold": careless, "storm": mixed}))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
