"""A PostgreSQL and a Redis of its own, which it may kill. Nothing is kept of either when it is over."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import psycopg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.faults.processes import Program, wait_until

STARTS_WITHIN_SECONDS = 30
# On Debian they are not on the path: a cluster is used through other programs.
DEBIAN = "/usr/lib/postgresql"


def missing() -> str:
    """What this machine lacks. Empty where the proof can run."""
    lacks = [] if postgres_program("initdb") else ["PostgreSQL's initdb"]
    return " and ".join(lacks if shutil.which("redis-server") else [*lacks, "redis-server"])


def postgres_program(name: str) -> str:
    versions = sorted(Path(DEBIAN).glob("*/bin"), key=lambda path: path.parent.name.zfill(4), reverse=True)
    places = os.pathsep.join([*map(str, versions), os.environ.get("PATH", "")])
    return shutil.which(name, path=places) or ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unprivileged() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


class Postgres:
    def __init__(self, folder: Path) -> None:
        user, self.port = unprivileged(), free_port()
        data = folder / "postgres"
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, user)
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        subprocess.run(
            [postgres_program("initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8"],
            env=environment,
            cwd="/",
            user=user,
            extra_groups=[] if user else None,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        options = ["fsync=on", "synchronous_commit=on", "listen_addresses=127.0.0.1", "max_connections=200"]
        options += [f"port={self.port}", "unix_socket_directories="]
        command = [postgres_program("postgres"), "-D", str(data), *(part for one in options for part in ("-c", one))]
        self.program = Program("postgres", command, environment, folder, user)

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self.program.start()
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        wait_until("PostgreSQL answers", self.answers, STARTS_WITHIN_SECONDS)

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop_at_once(self) -> bool:
        """As with `pg_ctl stop -m immediate`: nothing is written down, and it recovers when it starts."""
        return self.program.tell(signal.SIGQUIT)


class Redis:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        home = folder / "redis"
        home.mkdir()
        options = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(home)]
        # As in docker-compose.yml: it keeps nothing.
        command = [shutil.which("redis-server") or "redis-server", *options, "--save", "", "--appendonly", "no"]
        self.program = Program("redis", command, {"PATH": os.environ.get("PATH", "")}, folder)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self.program.start()
        wait_until("Redis answers", self.answers, STARTS_WITHIN_SECONDS)

    def answers(self) -> bool:
        return self.ask("PING")

    def flush(self) -> bool:
        return self.ask("FLUSHALL")

    def ask(self, command: str) -> bool:
        """False where it is away."""
        try:
            with redis.Redis(port=self.port, socket_timeout=2, retry=Retry(NoBackoff(), 0)) as client:
                return bool(client.execute_command(command))
        except (redis.RedisError, OSError):
            return False
