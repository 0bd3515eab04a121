"""What a page costs beside a bare Django page: `make bench-pages`. Needs valgrind, which counts instructions.

Instructions repeat to a few in ten thousand where times vary by half. Each figure is what 40 requests took in a
process of their own, after it had warmed up, through its WSGI application: ours with its middleware, cookies, a draft
in the database and all that it looks up, and the floor (`tests/bench/floor`) with a cookie session and nothing
besides. The last line is the figures as JSON.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tests.environment  # noqa: F401
from tests.bench.import_homes import make_database

WARM, MEASURED = 20, 60
COUNT = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")


@dataclass(frozen=True)
class Address:
    path: str
    cookies: str = ""


def main() -> None:
    if shutil.which("valgrind") is None:
        raise SystemExit("This needs valgrind: apt-get install valgrind.")
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as folder:
        destroy = make_database(Path(folder))
        try:
            figures = measure()
        finally:
            destroy()
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>34}: {figure}")
    print(json.dumps(figures))


def measure() -> dict[str, Any]:
    from repairs.demo.seed import seed_council

    seed_council()
    floor = Address("/question/")
    pages = addresses()
    bare = {what: instructions("floor", what, floor) for what in ("get", "post")}
    figures: dict[str, Any] = {f"bare_{what}_instructions": count for what, count in bare.items()}
    for name, address in pages.items():
        figures[f"{name}_instructions"] = counted = instructions("service", "get", address)
        figures[f"{name}_ratio"] = round(counted / bare["get"], 2)
    figures["gzipped_question_ratio"] = ratio(instructions("service", "get-gzip", pages["question"]), bare["get"])
    figures["post_instructions"] = posted = instructions("service", "post", pages["question"])
    figures["post_ratio"] = ratio(posted, bare["post"])
    return {**figures, "asked_question_ratio": 1.0, "asked_heaviest_ratio": 1.6, "asked_post_ratio": 1.3}


def ratio(count: int, floor: int) -> float:
    return round(count / floor, 2)


def addresses() -> dict[str, Address]:
    """A question in the middle of a report, and pages that show more. Each of a draft of its own."""
    from tests.bench.reporting import drafts_at

    return {name: Address(path, cookies) for name, (path, cookies) in drafts_at().items()}


def instructions(which: str, what: str, address: Address) -> int:
    """Of one request, once the process is warm."""
    many, few = (counted(which, what, times, address) for times in (MEASURED, WARM))
    return (many - few) // (MEASURED - WARM)


def counted(which: str, what: str, times: int, address: Address) -> int:
    from django.db import connection

    asked = [which, what, str(times), address.path, address.cookies]
    ours = {"DATABASE_URL": database_url(connection), "PYTHONHASHSEED": "0", "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [*COUNT, sys.executable, "-m", "tests.bench.one_kind_of_request", *asked],
        env={**os.environ, **ours},
        capture_output=True,
        text=True,
    )
    found = COUNTED.search(done.stderr)
    if done.returncode or found is None:
        raise SystemExit(done.stdout + done.stderr)
    return int(found[1].replace(",", ""))


def database_url(connection: Any) -> str:
    made = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{made['NAME']}"
    return re.sub(r"[^/]*$", made["NAME"], os.environ["DATABASE_URL"])


if __name__ == "__main__":
    main()
