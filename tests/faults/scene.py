"""What every run of the proof begins with: a folder, the service in it, and reports that are ready to be sent."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.faults.service import Service, machines

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PASSABLE = 0o711
"""PostgreSQL runs as another user than root and must get to its folder."""


@dataclass(frozen=True)
class Run:
    kind: str
    """Of HMS."""
    reports: int
    seconds: float
    """Of the timetable."""
    seed: int
    short: bool
    keep: bool
    """The folder with what every process has logged."""


@contextmanager
def own_folder(keep: bool = False) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    folder.chmod(PASSABLE)
    try:
        yield folder
    finally:
        if keep:
            print(f"Logs are kept in {folder}.", flush=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def scene(kind: str = "idempotent", *, keep: bool = False, **settings: str) -> Iterator[Service]:
    """PostgreSQL runs, with the demo council in it. Django is set up in this process."""
    leave_when_told()
    with own_folder(keep) as folder, machines(folder, kind, settings) as service:
        use(service)
        from tests.faults.drafts import make_room

        make_room()
        yield service


def leave_when_told() -> None:
    for number in ENDINGS:
        signal.signal(number, leave)


def leave(number: int, frame: FrameType | None) -> None:
    """Everything that was started is ended, and nobody interrupts that: a second Ctrl-C would leave servers running."""
    for other in ENDINGS:
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt


def use(service: Service) -> None:
    import django
    from django.core.management import call_command

    os.environ.update(service.environment)
    django.setup()
    call_command("migrate", verbosity=0)


def say(begun: float, what: str) -> None:
    print(f"  {time.monotonic() - begun:5.0f} s  {what}", flush=True)
