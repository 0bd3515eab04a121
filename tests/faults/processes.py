"""Programs that are killed and started again, as a supervisor does with those of a real installation."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
LOOK_EVERY_SECONDS = 0.2
END_WITHIN_SECONDS = 10


@dataclass
class Program:
    """`left_alone` is true while it must not be started again. `user` is for what refuses to run as root."""

    name: str
    command: list[str]
    environment: dict[str, str]
    folder: Path
    user: str | None = None
    code: Path = ROOT
    """The folder of the code that it runs."""
    starts: int = 0
    left_alone: bool = True
    told: Callable[[int], None] | None = field(default=None, repr=False)
    """Hears of the session of each process that is started."""
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def start(self) -> None:
        with self.lock, (self.folder / f"{self.name}.log").open("ab") as log:
            self.left_alone = False
            self.starts += 1
            groups: list[int] | None = [] if self.user else None
            self.process = subprocess.Popen(
                self.command,
                cwd=self.code,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=self.user,
                extra_groups=groups,
            )
            if self.told:
                self.told(self.process.pid)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def follow(self) -> None:
        """Starts it again where it has ended by itself or was killed."""
        with self.lock:
            if not self.left_alone and not self.is_running:
                self.start()

    def kill_child(self, choose: random.Random) -> bool:
        """One of those that do the work, with SIGKILL. False where there is none just now."""
        with self.lock:
            children = descendants(self.process.pid) if self.process and self.is_running else []
            return bool(children) and kill(choose.choice(children))

    def kill(self) -> bool:
        """All of it at once, with SIGKILL. False where it was not running."""
        with self.lock:
            if self.process is None or not self.is_running:
                return False
            tree = [self.process.pid, *descendants(self.process.pid)]
            for pid in tree:
                kill(pid)
            self.process.wait()
            return True

    def tell(self, number: signal.Signals, seconds: float = END_WITHIN_SECONDS) -> bool:
        """Sends it a signal and waits until it has ended. False where it was not running."""
        with self.lock:
            if self.process is None or not self.is_running:
                return False
            self.process.send_signal(number)
            self.process.wait(seconds)
            return True

    def stop(self, seconds: float) -> bool:
        """As a supervisor stops it for good: it may finish what it has begun. Raises where that takes too long."""
        self.left_alone = True
        return self.tell(signal.SIGTERM, seconds)


class Supervisor:
    """Starts again whatever has ended, while it is entered. Nothing is left when it is left."""

    def __init__(self, told: Callable[[int], None] | None = None) -> None:
        self.told = told
        self.programs: list[Program] = []
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)

    def add(self, program: Program) -> Program:
        program.told = self.told
        self.programs.append(program)
        return program

    def look(self) -> None:
        while not self.done.wait(LOOK_EVERY_SECONDS):
            for program in self.programs:
                program.follow()

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.done.set()
        self.thread.join()
        for program in self.programs:
            program.left_alone = True
        for program in self.programs:
            program.kill()


def kill(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def descendants(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)  # noqa: S607 ps is where the system has it
    parents = [tuple(int(part) for part in line.split()) for line in listed.stdout.splitlines()]
    found = [pid]
    for parent in found:
        found.extend(child for child, its_parent in parents if its_parent == parent)
    return found[1:]


def wait_until(what: str, holds: Callable[[], bool], seconds: float) -> None:
    """Raises TimeoutError, which says what was waited for."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(f"Waited {seconds:.0f} seconds in vain: {what}.")
        time.sleep(0.1)
