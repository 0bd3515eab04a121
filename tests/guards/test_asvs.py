"""docs/asvs.md names each requirement once, and what it calls upon is there."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from repairs.settings import BASE_DIR

HOME = Path(BASE_DIR)
NUMBERS = dict(line.split() for line in (HOME / "tests/guards/asvs_5_0.txt").read_text().splitlines())
ROW = re.compile(r"^\| (V[\d.]+) \| (L\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
STATES = {"holds", "not yet", "does not apply"}
NAMED = re.compile(r"`((?:tests|repairs|docs|templates|static|diagnosis)/[\w./-]+|docker-compose\.yml)(?:::(\w+))?`")
ANCHOR = re.compile(r"\]\((\w[\w-]*\.md)(?:#([\w-]+))?\)")


@cache
def table() -> list[tuple[str, str, str, str, str]]:
    return ROW.findall((HOME / "docs/asvs.md").read_text(encoding="utf-8"))


def test_each_number_of_levels_1_and_2_is_there_once() -> None:
    assert {number: level for number, level, *_ in table()} == NUMBERS
    assert len(table()) == len(NUMBERS) == 253


def test_each_says_how_it_stands() -> None:
    assert {state for *_, state, _ in table()} <= STATES
    assert [number for number, *_, evidence in table() if not evidence.strip()] == []


def test_the_count_is_that_of_the_table() -> None:
    said = (HOME / "docs/asvs.md").read_text(encoding="utf-8")
    for level in ("L1", "L2"):
        states = Counter(row[3] for row in table() if row[1] == level)
        applies = states["holds"] + states["not yet"]
        tested = sum("`tests/" in row[4] for row in table() if row[1] == level and row[3] == "holds")
        assert f"| {level} | {applies} | {states['holds']} | {tested} | {states['not yet']} |" in said


@pytest.mark.parametrize("row", table(), ids=lambda row: row[0])
def test_what_it_calls_upon_is_there(row: tuple[str, ...]) -> None:
    for path, test in NAMED.findall(row[4]):
        assert (HOME / path).is_file(), path
        assert not test or re.search(rf"^def {test}\(", (HOME / path).read_text(), re.MULTILINE), f"{path}::{test}"
    for page, part in ANCHOR.findall(row[4]):
        headings = re.findall(r"^#+ (.+)$", (HOME / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE)
        assert not part or part in {heading.lower().replace(" ", "-") for heading in headings}, f"{page}#{part}"
