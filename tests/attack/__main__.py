"""Every attack on the service, and what it came to. The last line is the figures as JSON."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.attack.figures import FOUND, KEPT_IN, MET_IN, Figures, read_figures

DONE, NOTHING = int(pytest.ExitCode.OK), int(pytest.ExitCode.NO_TESTS_COLLECTED)
TOTALLED = ("requests", "forms", "fields", "answers_5xx", "raw_reflections", "typed_and_lost")


def main() -> int:
    os.environ.setdefault("ATTACK_BOMB_SECONDS", "10")
    others = ["--ignore", "tests/attack/hostile", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    parts = [int(pytest.main(["tests/attack", *others, *sys.argv[1:]]))]
    parts += [walk_hostile(*walk) for walk in walks()]
    passed = is_passed(parts)
    for attack, figures in FOUND.items():
        print(f"\n{attack}")
        for name, figure in figures.items():
            print(f"  {name.replace('_', ' ')}: {say(figure)}")
    successes = sum(int(figures["successes"]) for figures in FOUND.values())
    print(f"\n{len(FOUND)} attacks, {successes} successes." if passed else "\nAn attack has not been stopped.")
    print(json.dumps({"passed": passed, "successes": successes, "totals": totals(FOUND), "attacks": FOUND}))
    return 0 if passed else 1


def is_passed(parts: list[int]) -> bool:
    """Where `-k` leaves nothing of one part, the others decide."""
    return all(part in {DONE, NOTHING} for part in parts) and DONE in parts


def walks() -> Iterator[tuple[str, str, str]]:
    """Every string on the database that is there. SQLite, which differs in nulls, lengths and numbers, has some."""
    url = os.environ.get("DATABASE_URL", "")
    yield "SQLite", "", "some" if url else "whole"
    if url:
        yield "PostgreSQL", url, "whole"


def walk_hostile(database: str, url: str, how: str) -> int:
    """In several processes, which meet each form once. How it ended."""
    with TemporaryDirectory() as folder:
        file, met = Path(folder) / "figures", Path(folder) / "met"
        met.mkdir()
        settings = {"HOSTILE": how, KEPT_IN: str(file), MET_IN: str(met), "DATABASE_URL": url}
        parallel = ["-n", str(min(4, os.cpu_count() or 1)), "--maxschedchunk=1", "-q", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", "tests/attack/hostile", *parallel, *sys.argv[1:]]
        ended = subprocess.run(command, env={**os.environ, **settings}).returncode
        FOUND.update({f"{attack}, on {database}": figures for attack, figures in read_figures(file).items()})
    return ended


def totals(attacks: dict[str, Figures]) -> dict[str, int]:
    """Of all hostile walks together."""
    return {name: sum(int(figures.get(name, 0)) for figures in attacks.values()) for name in TOTALLED}


def say(figure: float | int | str) -> str:
    if isinstance(figure, str):
        return figure
    return f"{figure:,}" if isinstance(figure, int) else f"{figure:,.4g}"


if __name__ == "__main__":
    sys.exit(main())
