"""What bandit doubts in our own code, medium and above. Nothing is hidden from it; each doubt has been looked at."""

import json
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from repairs.settings import BASE_DIR

SQL, SAFE, MARKUP = "B608", ("B308", "B703"), "B704"
LOOKED_AT = {
    ("repairs/limits/counting.py", SQL): "the name of a model's table; what was tried is a parameter",
    ("repairs/log/call_backs.py", SQL): "names of columns; the rest are parameters",
    ("repairs/log/hms/stub_orders.py", SQL): "one of two tables of the stand-in",
    ("repairs/log/outbox/claiming.py", SQL): "names of models; the rest are parameters",
    ("repairs/log/outbox/release.py", SQL): "a condition of ours; the rest are parameters",
    ("repairs/statements/insert.py", SQL): "names of models",
    ("repairs/statements/several.py", SQL): "names of models",
    ("repairs/govuk/macros.py", "B302"): "marshal reads what the same process wrote a line before",
    ("repairs/govuk/macros.py", MARKUP): "a number, and what the macros have escaped",
    ("repairs/council/whole.py", MARKUP): "it is escaped first",
    ("repairs/govuk/still_parts.py", MARKUP): "the template has escaped it",
    ("repairs/staff/templatetags/table_rows.py", SAFE[0]): "the cell is Django's, which has escaped it",
    ("repairs/staff/templatetags/table_rows.py", SAFE[1]): "the same",
    ("diagnosis/admin/listing.py", SAFE[0]): "options are escaped one by one where they are written",
    ("diagnosis/admin/listing.py", SAFE[1]): "the same",
    ("diagnosis/admin/picture.py", SAFE[0]): "the drawing escapes every word of the tree",
    ("diagnosis/admin/picture.py", SAFE[1]): "the same",
}


@pytest.fixture(scope="module")
def doubts() -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "bandit", "-q", "-r", "repairs", "diagnosis", "appointments", "-f", "json"]
    done = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)["results"]
    assert json.loads(done.stdout)["metrics"]["_totals"]["nosec"] == 0
    return found


def test_nothing_is_high(doubts: list[dict[str, Any]]) -> None:
    assert [one for one in doubts if one["issue_severity"] == "HIGH"] == []


def test_whatever_is_doubted_was_looked_at_and_is_still_there(doubts: list[dict[str, Any]]) -> None:
    found = Counter((one["filename"], one["test_id"]) for one in doubts if one["issue_severity"] == "MEDIUM")
    assert set(found) == set(LOOKED_AT)
