"""Asks at set moments, whatever has become of what was asked before.

How long an answer took is counted from the moment at which it should have been asked for: a server that stops for a
second is so charged for everybody who would have come in that second.
"""

import asyncio
import gc
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx

from tests.bench.walking import Asked, Astray, Page, Walk

KEEPS_CONNECTION_SECONDS = 1.0
"""Less than gunicorn does: what is asked for just when it closes would be lost, as a proxy knows too."""
PATIENCE_SECONDS = 30


@dataclass
class Told:
    """What became of everything that was asked."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    """By method, since it was due."""
    late: list[float] = field(default_factory=list)
    """By how much we ourselves asked late."""
    wrong: Counter[str] = field(default_factory=Counter)
    finished: int = 0

    @property
    def all_seconds(self) -> list[float]:
        return [took for each in self.seconds.values() for took in each]


@dataclass
class Person:
    walk: Walk
    asks: Asked
    cookies: dict[str, str] = field(default_factory=dict)


class Loop:
    def __init__(self, site: str) -> None:
        self.site, self.told = site, Told()
        limits = httpx.Limits(max_connections=300, keepalive_expiry=KEEPS_CONNECTION_SECONDS)
        # Without a client, which would give the cookies of one to another.
        self.network = httpx.AsyncHTTPTransport(limits=limits, trust_env=False)

    async def requests(self, a_second: float, seconds: float, another: Callable[[], Walk]) -> Told:
        """Whoever is not waiting for an answer asks next; where everybody is, somebody new begins."""
        free: deque[Person] = deque()

        async def ask(due: float) -> None:
            person = free.popleft() if free else begin(another())
            if await self.goes_on(person, due):
                free.append(person)

        await self.at_moments(a_second, round(a_second * seconds), lambda _, due: ask(due))
        return self.told

    async def people(self, a_second: float, everybody: Iterable[Person]) -> Told:
        """Each begins at a set moment and goes on at once with each answer."""
        waiting = list(everybody)

        async def walk(number: int, due: float) -> None:
            while await self.goes_on(waiting[number], due):
                due = time.perf_counter()

        await self.at_moments(a_second, len(waiting), walk)
        return self.told

    async def at_moments(self, a_second: float, many: int, call: Callable[[int, float], Awaitable[None]]) -> None:
        # A pause of ours would be counted as one of the server's.
        gc.collect()
        gc.freeze()
        begun, running = time.perf_counter() + 0.1, set[asyncio.Task[None]]()
        async with self.network:
            for number in range(many):
                due = begun + number / a_second
                if (wait := due - time.perf_counter()) > 0:
                    await asyncio.sleep(wait)
                task = asyncio.ensure_future(call(number, due))
                running.add(task)
                task.add_done_callback(running.discard)
            await asyncio.gather(*running)

    async def goes_on(self, person: Person, due: float) -> bool:
        """Whether there is something left to ask."""
        self.told.late.append(time.perf_counter() - due)
        try:
            page = await self.answer_to(person)
            self.told.seconds.setdefault(person.asks.method, []).append(time.perf_counter() - due)
            if page.status >= 400:
                raise Astray(f"an answer of {page.status} to {person.asks.method} {kind_of(person.asks.path)}")
            person.asks = person.walk.send(page)
        except StopIteration:
            self.told.finished += 1
            return False
        except (Astray, httpx.HTTPError, TimeoutError) as error:
            self.told.wrong[f"{type(error).__name__}: {error}"] += 1
            return False
        return True

    async def answer_to(self, person: Person) -> Page:
        asked = person.asks
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join("=".join(pair) for pair in person.cookies.items())}
        if asked.method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(asked.data).encode() if asked.method == "POST" else None
        request = httpx.Request(asked.method, self.site + asked.path, headers=headers, content=body)
        async with asyncio.timeout(PATIENCE_SECONDS):
            response = await self.network.handle_async_request(request)
            await response.aread()
            await response.aclose()
        for cookie in response.headers.get_list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            person.cookies[name] = value
        location = response.headers.get("location", "").removeprefix(self.site)
        return Page(response.status_code, response.text, location)


def begin(walk: Walk, cookies: dict[str, str] | None = None) -> Person:
    return Person(walk, next(walk), dict(cookies or {}))


def kind_of(path: str) -> str:
    """Without the id of a draft, so that what went wrong alike is counted together."""
    return "/".join("…" if len(part) > 30 else part for part in path.split("/"))


def percentiles(seconds: Iterable[float]) -> dict[str, float]:
    found = sorted(seconds) or [0.0]
    parts = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "most": 1.0}
    return {name: round(found[int((len(found) - 1) * part)] * 1000, 1) for name, part in parts.items()}
