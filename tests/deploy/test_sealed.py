import json
import os
import subprocess
import sys

import pytest

from tests.deploy.sealed import lacks


@pytest.mark.redis
def test_the_service_runs_where_it_can_write_to_nothing_but_its_data_and_tmp() -> None:
    if lacking := lacks():
        reason = f"A read-only file system needs {lacking}."
        pytest.fail(reason) if os.environ.get("REQUIRE_ALL") else pytest.skip(reason)
    ended = subprocess.run([sys.executable, "-m", "tests.deploy.sealed"], capture_output=True, text=True)
    found = json.loads(ended.stdout.splitlines()[-1]) if ended.stdout else {}
    assert ended.returncode == 0, found or ended.stderr[-2000:]
    assert found["changed in the image"] == 0
