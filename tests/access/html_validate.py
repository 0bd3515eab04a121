"""Every page as it was sent, read by html-validate: its rules of HTML, of accessibility and of documents."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.walk.shown import Shown

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / "var" / "html-validate"
LOCK = ("package.json", "package-lock.json")
RULES = HERE / "html-validate.json"
AT_ONCE = min(2, os.cpu_count() or 1)
AT_A_TIME = 400


# Shown as blocks on a small screen, a table is one no longer for a screen reader, unless its roles are written.
ROLES_OF_TABLES = re.compile(r'Redundant role "(table|rowgroup|row|columnheader|rowheader|cell)" on <')
# GOV.UK Frontend gives its summary of errors and its banner an h2, and both stand above the h1 of the page.
ABOVE_THE_HEADING = re.compile(r'<h2[^>]* class="govuk-(error-summary|notification-banner)__title"')
FIRST_HEADING = re.compile(r"<h[1-6]\b[^>]*>")


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
    program, shown = install(), written(pages)
    folders = sorted({Path(file).parent for file in shown})
    with ThreadPoolExecutor(AT_ONCE) as threads:
        parts = list(threads.map(lambda folder: answers_of(program, folder), folders))
    found: dict[str, list[str]] = {page.name: [] for page in shown.values()}
    for answer in (answer for part in parts for answer in part):
        page = shown[answer["filePath"]]
        found[page.name] += [
            f"{one['ruleId']}: {one['message']} at {one.get('selector')}"
            for one in answer["messages"]
            if not is_meant(one, page.html)
        ]
    return found


def is_meant(one: dict[str, Any], html: str) -> bool:
    if one["ruleId"] == "no-redundant-role":
        return bool(ROLES_OF_TABLES.match(one["message"]))
    first = FIRST_HEADING.search(html)
    starts = one["ruleId"] == "heading-level" and one["message"].startswith("Initial heading level")
    return bool(starts and first and ABOVE_THE_HEADING.match(first[0]))


def written(pages: Iterable[Shown]) -> dict[str, Shown]:
    """Each page by its file."""
    shutil.rmtree(INSTALLED / "pages", ignore_errors=True)
    shown = {}
    for number, page in enumerate(pages):
        file = INSTALLED / "pages" / str(number // AT_A_TIME) / f"{number}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.html, encoding="utf-8")
        shown[str(file)] = page
    return shown


def answers_of(program: Path, folder: Path) -> Any:
    """It ends as soon as it has written, and what is then in a pipe is lost: so it writes to a file."""
    said = folder.with_suffix(".json")
    how = ["--config", str(RULES), "--formatter", "json", "--max-warnings", "0", str(folder)]
    with said.open("w") as out:
        done = subprocess.run(
            [shutil.which("node") or "node", str(program), *how],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NODE_OPTIONS": "--max-old-space-size=1024"},
        )
    try:
        return json.loads(said.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise CannotRun(f"html-validate broke: {done.stderr.strip()[-300:]}") from problem
