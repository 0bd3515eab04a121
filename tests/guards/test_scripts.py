"""Our scripts keep nothing in the browser, run no text, and ask nobody else."""

import re
from pathlib import Path

import pytest

from repairs.settings import BASE_DIR

STATIC = Path(BASE_DIR) / "static"
SCRIPTS = sorted(path for path in STATIC.rglob("*.js") if "govuk" not in path.parts)
UNWANTED = re.compile(
    r"localStorage|sessionStorage|indexedDB|document\.cookie|innerHTML(?! = `[^`$]*`;)|outerHTML"
    r"|insertAdjacentHTML|document\.write|\beval\b|new Function|https?://|postMessage"
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(STATIC)))
def test_no_script_keeps_anything_or_asks_anyone_else(script: Path) -> None:
    assert UNWANTED.findall(script.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "bad", ["localStorage.x = 1", "a.innerHTML = b", "a.innerHTML = `<p>${b}</p>`;", 'fetch("https://x")']
)
def test_the_guard_would_see_it(bad: str) -> None:
    assert UNWANTED.search(bad)
