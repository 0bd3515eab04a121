"""`make test`: every check, on SQLite and on whatever else is here. What was skipped, and why, is said last.

With REQUIRE_ALL=1 a skipped part is a failure.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests import environment

PYTHON = sys.executable
BIN = Path(PYTHON).parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
OURS = ["repairs", "diagnosis", "appointments"]
PYTEST = [PYTHON, "-m", "pytest", "-q", "-rs"]


@dataclass(frozen=True)
class Part:
    name: str
    command: list[str]
    settings: dict[str, str] = field(default_factory=dict)
    skipped_because: str = ""


def lint() -> list[Part]:
    production = {
        "SITE_URL": "https://repairs.example",
        "SECRET_KEY": "x" * 50 + "only-to-check-settings",
        "STAFF_SECOND_FACTOR": "true",
    }
    return [
        Part("lint", [f"{BIN}/ruff", "check", "."]),
        Part("format", [f"{BIN}/ruff", "format", "--check", "--quiet", "."]),
        Part("templates", [f"{BIN}/djlint", "templates", "--lint", "--quiet"]),
        Part("types", [f"{BIN}/mypy"]),
        # What it doubts less is in tests/deploy/test_bandit.py.
        Part("holes", [PYTHON, "-m", "bandit", "-q", "-r", *OURS, "--severity-level", "high"]),
        Part("import contracts", [f"{BIN}/lint-imports", "--no-cache"]),
        Part("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "-v", "0"]),
        Part("deployment", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], production),
    ]


def suites() -> Iterator[Part]:
    here = os.environ
    nothing = {"DATABASE_URL": "", "REDIS_URL": ""}
    parallel = ["-n", str(min(4, os.cpu_count() or 1))]
    yield Part("tests on SQLite", [*PYTEST, *parallel, "-m", "not browser and not redis"], nothing)
    missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not here.get(name)]
    yield Part(
        "tests on PostgreSQL and Redis, of what asks for them",
        [*PYTEST, *parallel, "-m", "not browser and database"],
        skipped_because=f"{' and '.join(missing)} not set" if missing else "",
    )
    chromium = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), "")
    yield Part(
        "browser tests",
        [*PYTEST, *parallel, "-m", "browser"],
        nothing | {"CHROMIUM": chromium},
        skipped_because="" if chromium else "Chromium is not installed",
    )


def run(part: Part) -> bool:
    print(f"== {part.name}", flush=True)
    begun = time.monotonic()
    done = subprocess.run(part.command, env={**os.environ, **environment.DEFAULTS, **os.environ, **part.settings})
    print(f"   {'passed' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - begun:.0f} seconds", flush=True)
    return done.returncode == 0


def main() -> int:
    parts = lint() if "--lint" in sys.argv else [*lint(), *suites()]
    failed = [part.name for part in parts if not part.skipped_because and not run(part)]
    skipped = [part for part in parts if part.skipped_because]
    for part in parts:
        state = "skipped" if part in skipped else "FAILED" if part.name in failed else "passed"
        print(f"{state:>8}  {part.name}")
    if skipped and os.environ.get("REQUIRE_ALL"):
        failed += [part.name for part in skipped]
    print("Failed: " + ", ".join(failed) if failed else "All that ran has passed.")
    print("Skipped: " + ("; ".join(f"{part.name} ({part.skipped_because})" for part in skipped) or "nothing."))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
