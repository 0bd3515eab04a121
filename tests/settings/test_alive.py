import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from celery import Celery

from repairs.alive import note_alive
from repairs.beat import Beat
from repairs.settings import BASE_DIR, CELERY_BEAT_SCHEDULER

CHECK = str(Path(BASE_DIR) / "repairs" / "alive.py")


class WithoutRedis(Beat):
    def apply_async(self, *args: Any, **options: Any) -> None:
        raise OSError("Redis is away")


def check(file: Path, seconds: int) -> int:
    return subprocess.run([sys.executable, "-S", CHECK, str(file), str(seconds)]).returncode


def test_what_has_just_gone_round_is_alive(tmp_path: Path) -> None:
    note_alive(tmp_path / "alive")
    assert check(tmp_path / "alive", 60) == 0


@pytest.mark.parametrize("file", ["never", "long-ago"])
def test_what_never_went_round_or_long_ago_is_not(tmp_path: Path, file: str) -> None:
    note_alive(tmp_path / "long-ago")
    assert check(tmp_path / file, 0) == 1


def test_beat_says_that_it_is_alive_also_while_nothing_can_be_sent(tmp_path: Path) -> None:
    assert CELERY_BEAT_SCHEDULER == "repairs.beat:Beat"
    app = Celery(broker="redis://127.0.0.1:1/0", set_as_current=False)
    app.conf.beat_schedule = {"look": {"task": "look", "schedule": 5.0}}
    beat = WithoutRedis(app, schedule_filename=str(tmp_path / "beat"))
    beat.tick()
    beat.close()
    assert (tmp_path / "beat-alive").exists()
