"""`make demo`: the service, its outbox and the two stand-ins, in one process group that Ctrl-C ends."""

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from repairs.demo.guide import guide
from repairs.demo.surroundings import (
    DATA,
    EMAIL_TEMPLATE_ID,
    HERE,
    HMS_TOKEN,
    NOTIFY_API_KEY,
    SMS_TEMPLATE_ID,
    Ports,
    demo_environment,
    ports,
)

PYTHON = sys.executable
STARTS_WITHIN_SECONDS = 60
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
        subprocess.run([PYTHON, "manage.py", *prepare], cwd=HERE, env=environment, check=True)  # noqa: S603
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
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


def commands(chosen: Ports, host: str) -> list[list[str]]:
    hms = ["--port", str(chosen.hms), "--token", HMS_TOKEN, "--state", str(DATA / "hms.sqlite3")]
    notify = ["--port", str(chosen.notify), "--api-key", NOTIFY_API_KEY, "--state", str(DATA / "notify.sqlite3")]
    templates = ["--sms-template-id", SMS_TEMPLATE_ID, "--email-template-id", EMAIL_TEMPLATE_ID]
    web = ["--bind", f"{host}:{chosen.web}", "--threads", "8", "--log-level", "warning", "--graceful-timeout", "3"]
    return [
        [PYTHON, "-m", "repairs.log.hms.stub_server", *hms],
        [PYTHON, "-m", "repairs.log.notify.fake_server", *notify, *templates],
        [PYTHON, "manage.py", "run_outbox"],
        [PYTHON, "-m", "gunicorn", "repairs.wsgi", *web],
    ]


def run(chosen: Ports, environment: dict[str, str]) -> int:
    host = environment.get("HOST") or "127.0.0.1"
    children: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands(chosen, host):
            children.append(subprocess.Popen(command, cwd=HERE, env=environment))  # noqa: S603
        wait_until_it_serves(chosen, children)
        print(guide(chosen, environment["SITE_URL"]), flush=True)  # noqa: T201
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        print("A part of the demo has stopped, so all of it does.", file=sys.stderr)  # noqa: T201
        return 1
    except Stopped:
        return 0
    finally:
        end(children)


def wait_until_it_serves(chosen: Ports, children: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{chosen.web}/health/", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("The demo did not start. What went wrong is above.")


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Asks every part to end, and makes those that do not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=6)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
