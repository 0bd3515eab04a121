"""The code of the release before serves whole journeys on the tables of this one, and its worker delivers."""

import json
import os
import subprocess
import sys

import pytest

from tests.faults.machines import missing
from tests.upgrade.previous import here_or_skip


@pytest.mark.redis
def test_the_release_before_runs_on_with_these_tables() -> None:
    here_or_skip()
    if lacks := missing():
        reason = f"The release before runs on servers of its own, and there is no {lacks}."
        pytest.fail(reason) if os.environ.get("REQUIRE_ALL") else pytest.skip(reason)
    ended = subprocess.run([sys.executable, "-m", "tests.upgrade.old_code"], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
    found = json.loads(ended.stdout.splitlines()[-1])
    assert found["orders in the HMS"] == found["journeys"] == 3
