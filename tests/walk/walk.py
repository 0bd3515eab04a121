"""Walks the service once and keeps what it saw until anything here is edited."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.walk.scenes import RECORDED_TESTS, SCENES
from tests.walk.shown import Shown

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "var" / "walk"
SCENES_OF_OURS = "tests/walk/scenes/"
MADE_FROM = ("repairs", "diagnosis", "appointments", "templates", "fixtures", "static", "tests/walk")


class DidNotWalk(Exception):
    """A scene could not be played to its end."""


@cache
def walked() -> Path:
    """The folder of a walk of what is here now."""
    if kept := os.environ.get("WALK_KEPT"):
        # A walk that somebody looks at again while they mend what it showed.
        return Path(kept)
    folder = KEPT / fingerprint()
    if not (folder / "done").exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        folder.mkdir(parents=True)
        play(folder)
        (folder / "done").touch()
    return folder


def fingerprint() -> str:
    marks = hashlib.sha256()
    for top in MADE_FROM:
        for path in sorted((ROOT / top).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                marks.update(f"{path} {path.stat().st_mtime_ns}".encode())
    return marks.hexdigest()[:16]


def play(folder: Path) -> None:
    processes = str(min(4, os.cpu_count() or 1))
    how = [
        "-q",
        "-rfE",
        "-n",
        processes,
        "--dist",
        "loadfile",
        "-p",
        "no:cacheprovider",
        "-m",
        "not browser and not redis",
    ]
    names = ["-o", "python_functions=walk_* test_*", "-p", "tests.walk.plugin"]
    with (folder / "played.txt").open("w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *how, *names, *SCENES, *RECORDED_TESTS],
            env={**os.environ, "WALK_FOLDER": str(folder)},
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    said = (folder / "played.txt").read_text(encoding="utf-8")
    if done.returncode > 1 or any(SCENES_OF_OURS in line for line in failed(said)):
        raise DidNotWalk(said[-5000:])


def failed(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith(("FAILED ", "ERROR "))]


def not_played() -> list[str]:
    """Recorded tests that did not come to their end: what they showed until then is kept, and they are named."""
    return failed((walked() / "played.txt").read_text(encoding="utf-8"))


def every_page() -> Iterator[Shown]:
    """Every state of every page, each once."""
    seen: set[str] = set()
    names: Counter[str] = Counter()
    for file in sorted(walked().glob("*.pages")):
        for line in file.open(encoding="utf-8"):
            page = Shown(**json.loads(line))
            if page.alike in seen:
                continue
            seen.add(page.alike)
            names[page.name] += 1
            yield replace(page, name=f"{page.name} {names[page.name]}") if names[page.name] > 1 else page


def beside_pages() -> dict[str, str]:
    """By address: style sheets and scripts that pages load from a view."""
    parts = (file.read_text(encoding="utf-8").partition("\n") for file in walked().glob("*.beside"))
    return {address: content for address, _, content in parts}


def views_seen() -> set[str]:
    """The names of the patterns that answered."""
    return {view for file in walked().glob("*.views") for view in json.loads(file.read_text())}
