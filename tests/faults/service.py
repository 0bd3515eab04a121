"""The whole service as docker-compose.yml and the Dockerfile run it, with its stand-ins."""

import json
import math
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.faults.guard import Guard
from tests.faults.machines import Postgres, Redis, free_port
from tests.faults.processes import ROOT, Program, Supervisor, wait_until

WORKERS = 2
STARTS_WITHIN_SECONDS = 60
HMS_TOKEN = "the-hms-token-of-the-fault-proof"
NOTIFY_API_KEY = "faults-7b5e0b5e-9f5c-4d27-8c3a-0f6f3f9d2a11-1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f"
IMAGE = "report-a-repair"
SHARES = 1024
"""What a container has of the processors unless told."""
STARTED_OTHERWISE = {"web", "hms", "notify"}

LAG_SECONDS = 5
"""After which a searchable HMS finds what it has taken."""

# Waits of minutes and hours become seconds, the night does not count, and a time stays held until the last person has
# sent.
SHORTENED = {
    "OUTBOX_RETRY_SECONDS": "1,2,3,5",
    "HMS_TIMEOUT_SECONDS": "2",
    "HMS_LAG_SECONDS": str(LAG_SECONDS + 1),
    "APPOINTMENTS_HOLD_MINUTES": "600",
    "TEXTS_FROM_HOUR": "0",
    "TEXTS_UNTIL_HOUR": "24",
}


@dataclass(frozen=True)
class Service:
    folder: Path
    environment: dict[str, str]
    supervisor: Supervisor
    postgres: Postgres
    redis: Redis
    hms: Program
    notify: Program
    web: Program
    workers: list[Program]
    others: list[Program]
    """Beat, and whatever else docker-compose.yml runs beside web and worker."""

    @property
    def site(self) -> str:
        return self.environment["SITE_URL"]

    @property
    def all_background(self) -> list[Program]:
        return [*self.workers, *self.others]


def settings_of(folder: Path, postgres: Postgres, redis: Redis, kind: str) -> dict[str, str]:
    return {
        **with_code(ROOT),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "repairs.settings",
        "SECRET_KEY": "only-for-the-fault-proof-" + "x" * 50,
        "SITE_URL": f"http://127.0.0.1:{free_port()}",
        "DATA_DIR": str(folder / "data"),
        "STATIC_MANIFEST": "false",
        "LOG_FORMAT": "plain",
        "DATABASE_URL": postgres.url,
        "REDIS_URL": redis.url,
        "HMS_URL": f"http://127.0.0.1:{free_port()}",
        "HMS_TOKEN": HMS_TOKEN,
        "HMS_KIND": kind,
        "NOTIFY_URL": f"http://127.0.0.1:{free_port()}",
        "NOTIFY_API_KEY": NOTIFY_API_KEY,
        "NOTIFY_SMS_TEMPLATE_ID": "0f2c6c3e-5b7a-4a53-9b0d-3c0f6ad0a001",
        "NOTIFY_EMAIL_TEMPLATE_ID": "0f2c6c3e-5b7a-4a53-9b0d-3c0f6ad0a002",
        "WEB_CONCURRENCY": "2",
        **SHORTENED,
    }


def with_code(code: Path) -> dict[str, str]:
    """The environment in which a release finds its own code, and the packages that it was locked with."""
    python_first = os.pathsep.join([str(Path(python_of(code)).parent), os.environ.get("PATH", "")])
    return {"PATH": python_first, "PYTHONPATH": str(code)}


def python_of(code: Path) -> str:
    """Its own, where another release brings one."""
    own = code / ".venv" / "bin" / "python"
    return str(own) if code != ROOT and own.exists() else sys.executable


@contextmanager
def machines(folder: Path, kind: str, settings: dict[str, str], code: Path = ROOT) -> Iterator[Service]:
    """PostgreSQL runs; of the others nothing yet. `code` is the folder of the release that is to run."""
    postgres, redis = Postgres(folder), Redis(folder)
    environment = settings_of(folder, postgres, redis, kind) | settings
    for below in ("data", "data/static"):
        (folder / below).mkdir()
    with guarded_supervisor() as supervisor:
        supervisor.add(postgres.program)
        supervisor.add(redis.program)
        postgres.start()

        def program(name: str, command: list[str], code: Path = ROOT) -> Program:
            own = environment | with_code(code)
            return supervisor.add(Program(name, command, own, folder, code=code))

        background = dict(background_commands(folder, code))
        yield Service(
            folder,
            environment,
            supervisor,
            postgres,
            redis,
            hms=program("hms", stub_hms(environment, folder, kind)),
            notify=program("notify", fake_notify(environment, folder)),
            web=program("web", web_command(environment, code), code),
            workers=[program(name, command, code) for name, command in background.items() if is_worker(name)],
            others=[program(name, command, code) for name, command in background.items() if not is_worker(name)],
        )


@contextmanager
def guarded_supervisor() -> Iterator[Supervisor]:
    guard = Guard()
    try:
        with Supervisor(guard.hears_of) as supervisor:
            yield supervisor
    finally:
        guard.end()


def start_stand_ins(service: Service) -> None:
    for program, address in ((service.hms, "HMS_URL"), (service.notify, "NOTIFY_URL")):
        program.start()
        wait_until(f"the {program.name} answers", answers(service.environment[address]), STARTS_WITHIN_SECONDS)


def start_service(service: Service) -> None:
    for program in (service.web, *service.all_background):
        program.start()
    wait_until("the web process answers", answers(service.site), STARTS_WITHIN_SECONDS)


class answers:
    """Whether a server is healthy, asked again with every call."""

    def __init__(self, address: str) -> None:
        self.address = f"{address}/health/"

    def __call__(self) -> bool:
        try:
            return httpx.get(self.address, timeout=2).is_success
        except httpx.HTTPError:
            return False


def is_worker(name: str) -> bool:
    return name.startswith("worker")


def web_command(environment: dict[str, str], code: Path = ROOT) -> list[str]:
    _, _, written = (code / "Dockerfile").read_text(encoding="utf-8").rpartition("\nCMD ")
    command: list[str] = json.loads(written.replace("\\\n", ""))
    command[command.index("--bind") + 1] = environment["SITE_URL"].removeprefix("http://")
    return [python_of(code), "-m", *command]


def background_commands(folder: Path, code: Path = ROOT) -> Iterator[tuple[str, list[str]]]:
    services: dict[str, Any] = yaml.safe_load((code / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    for name in sorted(set(services) - STARTED_OTHERWISE):
        # What ends by itself, such as the migrations, has had its turn.
        if services[name]["image"] != IMAGE or services[name]["restart"] == "no" or services[name].get("profiles"):
            continue
        for number in range(WORKERS if name == "worker" else 1):
            label = f"{name}-{number + 1}" if name == "worker" else name
            command = [of_this_machine(part, label, folder, code) for part in services[name]["command"]]
            yield label, [*behind(services[name].get("cpu_shares", SHARES)), *command]


def behind(shares: int) -> list[str]:
    """What lets the others go first as that share does. A step of niceness is a quarter less."""
    steps = round(math.log(SHARES / shares, 1.25))
    return ["nice", "-n", str(steps)] if steps else []


def of_this_machine(part: str, label: str, folder: Path, code: Path) -> str:
    """What is a container's own there, such as its name and its /tmp, must not be shared here."""
    if part == "python":
        return python_of(code)
    return part.replace("worker@localhost", f"{label}@localhost").replace("/tmp/", f"{folder}/")  # noqa: S108


def stub_hms(environment: dict[str, str], folder: Path, kind: str) -> list[str]:
    port = environment["HMS_URL"].rpartition(":")[2]
    state = ["--state", str(folder / "hms.sqlite3"), "--kind", kind, "--slow-seconds", "4"]
    state += ["--lag", str(LAG_SECONDS)] if kind == "searchable" else []
    return [sys.executable, "-m", "repairs.log.hms.stub_server", "--port", port, "--token", HMS_TOKEN, *state]


def fake_notify(environment: dict[str, str], folder: Path) -> list[str]:
    port = environment["NOTIFY_URL"].rpartition(":")[2]
    templates = ["--sms-template-id", environment["NOTIFY_SMS_TEMPLATE_ID"]]
    templates += ["--email-template-id", environment["NOTIFY_EMAIL_TEMPLATE_ID"]]
    state = ["--state", str(folder / "notify.sqlite3"), "--api-key", NOTIFY_API_KEY]
    return [sys.executable, "-m", "repairs.log.notify.fake_server", "--port", port, *state, *templates]
