"""Every page as it was sent, read by html-validate: its rules of HTML, of accessibility and of documents."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.walk.shown import Shown

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / "var" / "html-validate"
LOCK = ("package.json", "package-lock.json")
RULES = HERE / "html-validate.json"


class CannotRun(Exception):
    """With what is missing, in words."""


def install() -> Path:
    """From the lock, once."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise CannotRun("Node is not installed, so html-validate was not run.")
    wanted = "".join((HERE / name).read_text(encoding="utf-8") for name in LOCK)
    mark = INSTALLED / "installed"
    if not mark.exists() or mark.read_text(encoding="utf-8") != wanted:
        INSTALLED.mkdir(parents=True, exist_ok=True)
        for name in LOCK:
            shutil.copy(HERE / name, INSTALLED / name)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=INSTALLED, capture_output=True, text=True
        )
        if done.returncode:
            raise CannotRun(f"html-validate could not be installed: {done.stderr.strip()[-300:]}")
        mark.write_text(wanted, encoding="utf-8")
    return INSTALLED / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


def finds(pages: Iterable[Shown]) -> dict[str, list[str]]:
    """By the name of the page."""
    program, folder = install(), INSTALLED / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    names = {}
    for number, page in enumerate(pages):
        file = folder / f"{number}.html"
        file.write_text(page.html, encoding="utf-8")
        names[str(file)] = page.name
    done = subprocess.run(
        [
            shutil.which("node") or "node",
            program,
            "--config",
            RULES,
            "--formatter",
            "json",
            "--max-warnings",
            "0",
            str(folder),
        ],
        capture_output=True,
        text=True,
        env={**os.environ, "NODE_OPTIONS": "--max-old-space-size=1024"},
    )
    try:
        answers = json.loads(done.stdout)
    except ValueError as problem:
        raise CannotRun(f"html-validate broke: {done.stderr.strip()[-300:]}") from problem
    found: dict[str, list[str]] = {name: [] for name in names.values()}
    for answer in answers:
        found[names[answer["filePath"]]] += [
            f"{one['ruleId']}: {one['message']} at {one.get('selector')}" for one in answer["messages"]
        ]
    return found
