"""What is done to the service and when. Each fault is done, late if need be: one that cannot be done fails the run."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

from tests.faults.machines import Postgres
from tests.faults.processes import Program
from tests.faults.service import Service

CHILD_EVERY = 2.0
TREE_EVERY = (12.0, 15.0)
OTHERS_EVERY = 20.0
WEB_EVERY = 25.0
REDIS_AWAY_SECONDS = 20.0
POSTGRES_AWAY_SECONDS = 2.0
TRY_AGAIN_SECONDS = 0.1

# Parts of the whole.
REDIS_FLUSHED = (0.1, 0.2)
REDIS_KILLED = 0.32
REDIS_STOPPED = 0.5
POSTGRES_STOPPED = 0.25
POSTGRES_KILLED = 0.7


@dataclass(frozen=True)
class Fault:
    """`do` answers False where it could not be done just now."""

    at: float
    name: str
    do: Callable[[], bool]


class Timetable:
    """Faults over so many seconds, and from the start again for as long as people still send."""

    def __init__(self, service: Service, seconds: float, seed: int) -> None:
        self.service, self.seconds = service, seconds
        self.choose = random.Random(seed)
        streams = [list(stream) for stream in self.plan()]
        self.promised = Counter(fault.name for stream in streams for fault in stream)
        self.done: Counter[str] = Counter()
        self.over = threading.Event()
        self.rounds = [threading.Event() for _ in streams]
        self.threads = [
            threading.Thread(target=self.follow, args=pair, daemon=True)
            for pair in zip(streams, self.rounds, strict=True)
        ]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def wait_for_all(self) -> None:
        """Until everything that was promised is done, or clearly cannot be done."""
        until = time.monotonic() + self.seconds + 60
        for done in self.rounds:
            done.wait(max(0.0, until - time.monotonic()))

    @property
    def not_done(self) -> dict[str, int]:
        return dict(self.promised - self.done)

    def follow(self, stream: list[Fault], done: threading.Event) -> None:
        begun = time.monotonic()
        while not self.over.is_set():
            for fault in stream:
                self.over.wait(max(0.0, begun + fault.at - time.monotonic()))
                self.do(fault)
            done.set()
            begun += self.seconds
            self.over.wait(max(0.0, begun - time.monotonic()))

    def do(self, fault: Fault) -> None:
        while not self.over.is_set():
            if fault.do():
                self.done[fault.name] += 1
                return
            self.over.wait(TRY_AGAIN_SECONDS)

    # What is planned: each stream goes its own way, so that one that takes long holds up no other.

    def plan(self) -> list[Iterator[Fault]]:
        return [self.children(), self.trees(), self.others(), self.web(), self.redis(), self.postgres()]

    def children(self) -> Iterator[Fault]:
        for number in range(1, int(self.seconds / CHILD_EVERY)):
            yield Fault(number * CHILD_EVERY, "worker children killed", lambda: self.kill_child(self.service.workers))

    def trees(self) -> Iterator[Fault]:
        at, number = self.choose.uniform(*TREE_EVERY), 0
        while at < self.seconds:
            worker = self.service.workers[number % len(self.service.workers)]
            yield Fault(at, "worker trees killed", worker.kill)
            at, number = at + self.choose.uniform(*TREE_EVERY), number + 1

    def others(self) -> Iterator[Fault]:
        for number in range(1, int(self.seconds / OTHERS_EVERY) + 1):
            for program in self.service.others:
                yield Fault(number * OTHERS_EVERY - 5, f"{program.name} killed", program.kill)

    def web(self) -> Iterator[Fault]:
        for number in range(1, int(self.seconds / WEB_EVERY) + 1):
            yield Fault(number * WEB_EVERY - 7, "web processes killed", lambda: self.kill_child([self.service.web]))

    def redis(self) -> Iterator[Fault]:
        redis = self.service.redis
        for part in REDIS_FLUSHED:
            yield Fault(part * self.seconds, "Redis flushed", redis.flush)
        yield Fault(REDIS_KILLED * self.seconds, "Redis killed", redis.program.kill)
        away = min(REDIS_AWAY_SECONDS, self.seconds / 4)
        stop = redis.program.kill
        yield Fault(REDIS_STOPPED * self.seconds, "Redis stopped", lambda: keep_away(redis.program, stop, away))

    def postgres(self) -> Iterator[Fault]:
        postgres = self.service.postgres
        for part, name, way in (
            (POSTGRES_STOPPED, "PostgreSQL stopped at once", postgres.stop_at_once),
            (POSTGRES_KILLED, "PostgreSQL killed", postgres.program.kill),
        ):
            yield Fault(part * self.seconds, name, away_a_moment(postgres, way))

    def kill_child(self, programs: list[Program]) -> bool:
        return any(program.kill_child(self.choose) for program in self.choose.sample(programs, len(programs)))


def away_a_moment(postgres: Postgres, stop: Callable[[], bool]) -> Callable[[], bool]:
    """Not while it still recovers from the last time: that would be less of a blow."""
    return lambda: postgres.answers() and keep_away(postgres.program, stop, POSTGRES_AWAY_SECONDS)


def keep_away(program: Program, stop: Callable[[], bool], seconds: float) -> bool:
    with program.lock:
        if not program.is_running:
            return False
        program.left_alone = True
        stopped = stop()
    time.sleep(seconds)
    program.start()
    return stopped
