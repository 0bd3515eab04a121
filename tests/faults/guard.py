"""Ends what a run has started, where the run cannot do it any more because it was killed.

It reads the session of each program as that is started, and acts when there is nothing more to read: its run has ended.
"""

import subprocess
import sys

from tests.faults.processes import ROOT, kill


class Guard:
    """The side of the run."""

    def __init__(self) -> None:
        # A session of its own: Ctrl-C in a terminal does not reach it.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.guard"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def hears_of(self, session: int) -> None:
        if self.process.stdin:
            self.process.stdin.write(f"{session}\n".encode())
            self.process.stdin.flush()

    def end(self) -> None:
        self.process.communicate()


def members(sessions: set[int]) -> list[int]:
    """But for those that have ended and are not yet cleared away."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,sess=,stat="], capture_output=True, text=True, check=True)  # noqa: S607 ps is where the system has it
    lines = [line.split() for line in listed.stdout.splitlines()]
    return [int(pid) for pid, session, state in lines if int(session) in sessions and not state.startswith("Z")]


def main() -> None:
    sessions = {int(line) for line in sys.stdin}
    while left := members(sessions):
        for pid in left:
            kill(pid)


if __name__ == "__main__":
    main()
