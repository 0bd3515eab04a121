"""Every attack on the service, and what it came to. The last line is the figures as JSON."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.attack.figures import FOUND, KEPT_IN, read_figures


def main() -> int:
    os.environ.setdefault("ATTACK_BOMB_SECONDS", "10")
    others = ["--ignore", "tests/attack/hostile", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    ended = int(pytest.main(["tests/attack", *others, *sys.argv[1:]]))
    ended = max(ended, *(walk_hostile(name, url) for name, url in databases()))
    for attack, figures in FOUND.items():
        print(f"\n{attack}")
        for name, figure in figures.items():
            print(f"  {name.replace('_', ' ')}: {say(figure)}")
    successes = sum(int(figures["successes"]) for figures in FOUND.values())
    print(f"\n{len(FOUND)} attacks, {successes} successes." if ended == 0 else "\nAn attack has not been stopped.")
    print(json.dumps({"passed": ended == 0, "successes": successes, "attacks": FOUND}))
    return ended


def databases() -> Iterator[tuple[str, str]]:
    """The hostile walk is on each: they differ in what they make of nulls, lengths and numbers."""
    yield "SQLite", ""
    if url := os.environ.get("DATABASE_URL"):
        yield "PostgreSQL", url


def walk_hostile(database: str, url: str) -> int:
    """With every string, in several processes. How it ended."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "figures"
        settings = {"HOSTILE": "whole", KEPT_IN: str(file), "DATABASE_URL": url}
        parallel = ["-n", str(min(4, os.cpu_count() or 1)), "-q", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", "tests/attack/hostile", *parallel, *sys.argv[1:]]
        ended = subprocess.run(command, env={**os.environ, **settings}).returncode
        FOUND.update({f"{attack}, on {database}": figures for attack, figures in read_figures(file).items()})
    return ended


def say(figure: float | int | str) -> str:
    if isinstance(figure, str):
        return figure
    return f"{figure:,}" if isinstance(figure, int) else f"{figure:,.4g}"


if __name__ == "__main__":
    sys.exit(main())
