"""However a run of the proof ends, nothing that it has started runs on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.guard import members
from tests.faults.processes import ROOT, wait_until

RUN = """
import sys, time
from pathlib import Path
from tests.faults.processes import Program
from tests.faults.scene import leave_when_told
from tests.faults.service import guarded_supervisor

leave_when_told()
with guarded_supervisor() as supervisor:
    folder = Path(sys.argv[1])
    parent = supervisor.add(Program("parent", ["sh", "-c", "sleep 600 & sleep 600"], {"PATH": "/usr/bin:/bin"}, folder))
    parent.start()
    print(parent.process.pid, flush=True)
    while True:
        time.sleep(0.1)
"""


@contextmanager
def run(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """The run, and the session of what it has started."""
    command = [sys.executable, "-c", RUN, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout
        yield running, int(running.stdout.readline())


def is_there(session: int) -> bool:
    return bool(members({session}))


@pytest.mark.parametrize(
    "signals",
    [
        (signal.SIGINT,),
        (signal.SIGINT, signal.SIGINT, signal.SIGTERM),
        (signal.SIGTERM, signal.SIGHUP),
        (signal.SIGINT, signal.SIGKILL),
        (signal.SIGKILL,),
    ],
    ids=lambda signals: " ".join(one.name for one in signals),
)
def test_nothing_runs_on(signals: tuple[signal.Signals, ...], tmp_path: Path) -> None:
    with run(tmp_path) as (running, session):
        assert is_there(session)
        for number in signals:
            os.kill(running.pid, number)
        try:
            running.wait(30)
        finally:
            running.kill()
    wait_until("everything has ended", lambda: not is_there(session), 30)
