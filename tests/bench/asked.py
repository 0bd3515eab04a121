"""A process that asks the floor or the service, and what one request of it takes: in instructions, or in time."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WARM, MEASURED = 20, 60
COUNT = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")


@dataclass(frozen=True)
class Request:
    path: str
    cookies: str = ""
    what: str = "get"
    forms: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    process: "subprocess.Popen[str]"
    logs: Path

    def instructions(self, request: Request, repeats: int) -> list[int]:
        """Of one request, once the process is warm: what it takes to ask often, less what it takes to ask seldom."""
        few = self.counted(request, WARM)
        return [(self.counted(request, MEASURED) - few) // (MEASURED - WARM) for _ in range(repeats)]

    def counted(self, request: Request, times: int) -> int:
        pid = self.order(request, times=times, warm=0, apart=True)["pid"]
        found = COUNTED.search((self.logs / f"{pid}.txt").read_text())
        if found is None:
            raise SystemExit(f"valgrind has not counted {request.path}.")
        return int(found[1].replace(",", ""))

    def seconds(self, request: Request, times: int) -> float:
        """Of one request, as the clock on the wall has it."""
        taken: float = self.order(request, times=times, warm=2, apart=False)["seconds"]
        return taken / times

    def order(self, request: Request, **how: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        order = {"path": request.path, "cookies": request.cookies, "what": request.what, "forms": request.forms}
        print(json.dumps(order | how), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit((self.logs / "errors.txt").read_text() or f"{request.path} could not be asked.")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def asking(which: str, folder: Path, *, counting: bool, **environment: str) -> Iterator[Asked]:
    """`counting` is with valgrind, and some fifty times slower."""
    logs = folder / f"asking-{len(list(folder.iterdir()))}"
    logs.mkdir()
    # Kept compiled, or valgrind would count the compiling of everything each time, and wait for it.
    compiled = {"PYTHONPYCACHEPREFIX": str(folder.parent / "bench-compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    ours = {"PYTHONHASHSEED": "0", "PYTHONPATH": str(Path.cwd()), **compiled, **environment}
    command = [sys.executable, "-m", "tests.bench.asking", which]
    if counting:
        subprocess.run(command, env={**os.environ, **ours}, stdin=subprocess.DEVNULL, check=True)
        command = [*COUNT, f"--log-file={logs}/%p.txt", *command]
    with (logs / "errors.txt").open("w") as errors:
        process = subprocess.Popen(
            command,
            env={**os.environ, **ours},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            yield Asked(process, logs)
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait()


def need_valgrind() -> None:
    if shutil.which("valgrind") is None:
        raise SystemExit("This needs valgrind: apt-get install valgrind.")
