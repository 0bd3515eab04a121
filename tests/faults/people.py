"""People who send their reports over HTTP, and again where that fails, and remember what they were told."""

import re
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from threading import Event

import httpx

from repairs.calls import tls
from tests.faults.drafts import Finished

AT_ONCE = 16
PATIENT_SECONDS = 180
"""How long somebody keeps trying. Whoever gives up has been failed, and so has whoever sees so much go wrong."""
GIVES_UP_AFTER = 5
TRIES_AGAIN_AFTER_SECONDS = 1.0
SENDS_TWICE_EVERY = 10

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REFERENCE = re.compile(r'class="council-reference">([^<]+)<')
TOLD = "We have your report"
AWAY = HTTPStatus.SERVICE_UNAVAILABLE


@dataclass
class Seen:
    """What one person met. A reference is there once they were told that we have their report."""

    draft: str
    reference: str = ""
    away: int = 0
    """Answers of 503."""
    cut_off: int = 0
    """Connections that broke without an answer."""
    wrong: list[str] = field(default_factory=list)
    """What should never be seen."""
    seconds: float = 0
    answer_seconds: list[float] = field(default_factory=list)


class Interrupted(Exception):
    """No answer, or one that says to try again."""


class Person:
    def __init__(self, site: str, report: Finished, number: int, over: Event | None = None) -> None:
        self.report, self.number = report, number
        self.over = over or Event()
        self.seen = Seen(report.draft)
        self.client = httpx.Client(
            base_url=site, cookies=report.cookies, timeout=30, follow_redirects=True, verify=tls(), trust_env=False
        )
        self.check = f"/report/{report.draft}/check/"

    def send(self) -> Seen:
        begun = time.monotonic()
        with self.client:
            while not self.seen.reference and self.is_patient(begun):
                try:
                    self.try_to_send()
                except Interrupted:
                    self.over.wait(TRIES_AGAIN_AFTER_SECONDS)
        if not self.seen.reference:
            self.seen.wrong.append("never told that we have the report")
        self.seen.seconds = time.monotonic() - begun
        return self.seen

    def is_patient(self, since: float) -> bool:
        in_time = time.monotonic() < since + PATIENT_SECONDS
        return in_time and len(self.seen.wrong) < GIVES_UP_AFTER and not self.over.is_set()

    def try_to_send(self) -> None:
        page = self.ask("GET")
        if TOLD in page:
            # It was sent before: the answer had been lost.
            self.note(page)
            return
        if self.report.says not in page:
            self.seen.wrong.append("an answer is missing on check answers")
        token = TOKEN.search(page)
        if token is None:
            self.seen.wrong.append("a page without a form")
            raise Interrupted
        data = {"csrfmiddlewaretoken": token[1]}
        self.note(self.ask("POST", data))
        if self.number % SENDS_TWICE_EVERY == 0:
            self.send_again(data)

    def send_again(self, data: dict[str, str]) -> None:
        """Back, and the button once more."""
        first = self.seen.reference
        try:
            self.note(self.ask("POST", data))
        except Interrupted:
            return
        if self.seen.reference != first:
            self.seen.wrong.append("sending twice gave another reference")

    def note(self, page: str) -> None:
        found = REFERENCE.search(page)
        if TOLD in page and found:
            self.seen.reference = found[1].strip()
        else:
            self.seen.wrong.append("sent, and not told that we have it")
            raise Interrupted

    def ask(self, method: str, data: dict[str, str] | None = None) -> str:
        """The page that it leads to. Raises Interrupted."""
        begun = time.monotonic()
        try:
            answer = self.client.request(method, self.check, data=data)
        except httpx.HTTPError:
            self.seen.cut_off += 1
            raise Interrupted from None
        finally:
            self.seen.answer_seconds.append(time.monotonic() - begun)
        if answer.status_code == AWAY:
            self.seen.away += 1
            self.seen.wrong += faults_of_away_page(answer)
            raise Interrupted
        if answer.status_code != HTTPStatus.OK:
            self.seen.wrong.append(f"an answer of {answer.status_code}")
            raise Interrupted
        return unescape(answer.text)


def faults_of_away_page(answer: httpx.Response) -> list[str]:
    """A page for people, with when to try again, and nothing of what went wrong inside."""
    faults = [] if answer.headers.get("Retry-After", "").isdecimal() else ["a 503 without Retry-After"]
    if not answer.headers.get("Content-Type", "").startswith("text/html") or "<h1" not in answer.text:
        faults.append("a 503 that is no page")
    if "Traceback" in answer.text or "OperationalError" in answer.text:
        faults.append("a 503 that shows what went wrong inside")
    return faults


class Crowd:
    """Everybody sends, evenly spread over the seconds, and for as long as it takes."""

    def __init__(self, site: str, reports: Iterable[Finished], seconds: float) -> None:
        self.over = Event()
        self.people = [Person(site, report, number, self.over) for number, report in enumerate(reports, start=1)]
        self.seconds = seconds
        self.seen: list[Seen] = []

    def send_all(self) -> list[Seen]:
        begun = time.monotonic()
        pause = self.seconds / max(1, len(self.people))
        with ThreadPoolExecutor(AT_ONCE) as threads:
            try:
                futures = []
                for number, person in enumerate(self.people):
                    time.sleep(max(0.0, begun + number * pause - time.monotonic()))
                    futures.append(threads.submit(person.send))
                self.seen = [future.result() for future in futures]
            except BaseException:
                self.over.set()
                threads.shutdown(cancel_futures=True)
                raise
        return self.seen


def told(seen: Iterable[Seen]) -> dict[str, object]:
    """What people met, together."""
    all_seen = list(seen)
    wrong = Counter(what for one in all_seen for what in one.wrong)
    answers = [seconds for one in all_seen for seconds in one.answer_seconds]
    return {
        "people": len(all_seen),
        "confirmed": sum(bool(one.reference) for one in all_seen),
        "requests": len(answers),
        "answers of 503": sum(one.away for one in all_seen),
        "connections cut": sum(one.cut_off for one in all_seen),
        "seen wrong": dict(wrong),
        "seconds until told": spread([one.seconds for one in all_seen]),
        "seconds of an answer": spread(answers),
    }


def spread(values: Iterable[float]) -> list[float]:
    """Median, 99th percentile, most."""
    found = sorted(values) or [0.0]
    return [round(found[int((len(found) - 1) * part)], 2) for part in (0.5, 0.99, 1)]
