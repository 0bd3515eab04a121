"""Every measure, one after the other: `make bench`, or some by name: `python -m tests.bench pages weight`.

Each is a module here, whose last line is its figures as JSON. The table shows those that are ratios; the last line is
all of them, by the name of the measure. One that fails is said at once, and the others are measured all the same.
"""

import json
import os
import subprocess
import sys
from typing import Any

MEASURES = (
    "pages",
    "weight",
    "steady",
    "submissions",
    "register",
    "find",
    "submit",
    "offer",
    "outbox",
    "reminders",
    "photo",
    "import_homes",
    "diagnosis",
    "forget",
)
POSTGRESQL = "postgres://postgres@127.0.0.1/postgres"


def main() -> None:
    chosen = sys.argv[1:] or MEASURES
    figures = {name: measured(name) for name in chosen}
    for name, found in figures.items():
        for line in table(name, found):
            print(line)
    print(json.dumps(figures))
    if None in figures.values():
        raise SystemExit(1)


def measured(name: str) -> dict[str, Any] | None:
    print(f"Measuring {name}.", file=sys.stderr)
    command = [sys.executable, "-m", f"tests.bench.{name}"]
    done = subprocess.run(
        command, env={"DATABASE_URL": POSTGRESQL, **os.environ}, stdout=subprocess.PIPE, text=True, check=False
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        print(f"{name} failed.", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def table(name: str, found: dict[str, Any] | None) -> list[str]:
    """A line for each ratio: least, median, most, where there are several."""
    if found is None:
        return [f"{name:>14}  failed"]
    ratios = {key: value for key, value in found.items() if "ratio" in key}
    return [f"{name:>14}  {key.replace('_', ' '):<34} {said(value)}" for key, value in ratios.items()]


def said(value: Any) -> str:
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value)


if __name__ == "__main__":
    main()
