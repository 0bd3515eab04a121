"""`make demo`: the service, its outbox and the two stand-ins, in one process group that Ctrl-C ends."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import httpx

from repairs.demo.guide import guide
from repairs.demo.parts import Part, all_parts
from repairs.demo.surroundings import DATA, HERE, Ports, demo_environment, ports

STARTS_WITHIN_SECONDS = 60
# Ctrl-C, a polite kill, and a terminal that is closed.
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
IN_USE = """Port {} is in use. Stop what uses it, or choose others:
make demo PORT=9000 HMS_PORT=9001 NOTIFY_PORT=9002"""


class Stopped(Exception):
    pass


def main() -> int:
    if "--reset" in sys.argv:
        shutil.rmtree(DATA, ignore_errors=True)
    chosen = ports()
    for number in (chosen.web, chosen.hms, chosen.notify):
        refuse_if_taken(number)
    DATA.mkdir(parents=True, exist_ok=True)
    environment = demo_environment(chosen)
    for prepare in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"], ["seed_demo"]):
        subprocess.run([sys.executable, "manage.py", *prepare], cwd=HERE, env=environment, check=True)  # noqa: S603
    for end_signal in ENDS:
        signal.signal(end_signal, stop)
    return run(chosen, environment)


def stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def refuse_if_taken(number: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            raise SystemExit(IN_USE.format(number)) from None


def run(chosen: Ports, environment: dict[str, str]) -> int:
    parts = all_parts(chosen, environment.get("HOST") or "127.0.0.1")
    try:
        for part in parts:
            part.start(environment)
        wait_until_it_serves(chosen, parts)
        print(guide(chosen, environment["SITE_URL"]), flush=True)  # noqa: T201
        while True:
            time.sleep(0.5)
            for part in parts:
                part.follow(environment)
    except Stopped:
        return 0
    finally:
        end(parts)


def wait_until_it_serves(chosen: Ports, parts: list[Part]) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and not any(part.has_ended for part in parts):
        try:
            if httpx.get(f"http://127.0.0.1:{chosen.web}/health/", timeout=2, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    ended = ", ".join(part.name for part in parts if part.has_ended)
    raise SystemExit(f"The demo did not start. {ended or 'The web server'} did not answer; what went wrong is above.")


def end(parts: list[Part]) -> None:
    for end_signal in ENDS:
        signal.signal(end_signal, signal.SIG_IGN)
    for part in parts:
        if part.process is not None:
            part.process.terminate()
    for part in parts:
        part.end()


if __name__ == "__main__":
    sys.exit(main())
