"""A short run of the fault proof. `make faults` runs all of it."""

import json
import os
import subprocess
import sys

import pytest

from tests.faults.machines import missing


@pytest.mark.redis
def test_nothing_is_lost_or_doubled_while_everything_around_the_service_fails() -> None:
    if lacks := missing():
        reason = f"The fault proof starts servers of its own, and there is no {lacks}."
        pytest.fail(reason) if os.environ.get("REQUIRE_ALL") else pytest.skip(reason)
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--short"], capture_output=True, text=True, check=False
    )
    figures = json.loads(ended.stdout.splitlines()[-1]) if ended.stdout else {}
    assert ended.returncode == 0, figures.get("wrong") or ended.stderr[-2000:]
    assert figures["runs"]["idempotent"]["counted"]["orders in the HMS"] == 40
