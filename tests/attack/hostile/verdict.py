"""What must hold of every answer, whatever was asked."""

import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

from tests.attack.figures import MET_IN
from tests.attack.hostile.forms import Form, Reader, read
from tests.attack.hostile.strings import MARK

OWN_SCRIPT = "document.body.className += ' js-enabled'"
RUNS = re.compile(r"^[\s\x00-\x20]*(javascript|vbscript|data):", re.IGNORECASE)
LEADS = {"href", "src", "action", "formaction", "data", "poster"}
HOSTS = {"", "testserver", "127.0.0.1"}
PAGES_IN = "ATTACK_PAGES"
"""A file that is told which pages each test opened, and the forms of which it attacked."""


@dataclass
class Walk:
    """What a hostile walk has met."""

    answers: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    broken: int = 0
    """Answers of 5xx."""
    reflected: int = 0
    lost: int = 0
    """Texts that were typed, refused, and not shown again."""
    seconds: list[float] = field(default_factory=list)
    forms: int = 0
    fields: int = 0

    names: set[str] = field(default_factory=set)
    """Of the pages whose forms were attacked."""
    seen: set[str] = field(default_factory=set)
    """Of the pages that were opened."""
    met: set[str] = field(default_factory=set)

    def is_new(self, at: str, form: Form) -> bool:
        """The same form on a page of the same kind is met once: by this test, and in the whole walk by all of them."""
        address = form.action or at
        self.names.add(name_of(urljoin(at, address)))
        key = f"{kind_of(urljoin(at, address))} {form.key}"
        if key in self.met or not is_first(key):
            return False
        self.met.add(key)
        return True

    def look(self, response: Any, what: str, seconds: float) -> Reader | None:
        """Counts the answer, and says what is wrong with it."""
        self.answers[response.status_code] += 1
        self.seconds.append(seconds)
        if response.status_code >= 500:
            self.broken += 1
            self.failures.append(f"{response.status_code} {what}: {why(response)}")
        reader = page_of(response)
        for problem in [*in_headers(response), *(in_markup(reader) if reader else ())]:
            self.reflected += 1
            self.failures.append(f"{problem} in the answer to {what}")
        return reader

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)] if self.seconds else 0.0

    def figures(self) -> dict[str, float | int | str]:
        return {
            "successes": len(self.failures),
            "requests": sum(self.answers.values()),
            "forms": self.forms,
            "fields": self.fields,
            "answers_5xx": self.broken,
            "raw_reflections": self.reflected,
            "typed_and_lost": self.lost,
            "p99_seconds": self.p99,
            "statuses": " ".join(f"{status}:{count}" for status, count in sorted(self.answers.items())),
        }

    def say(self) -> str:
        """Some of what is wrong: one of each kind first."""
        kinds = {re.sub(r"[^ ]*[0-9'\"<>\\][^ ]*", "", failure)[:90]: failure for failure in reversed(self.failures)}
        return "\n".join(failure[:600] for failure in [*kinds.values(), *self.failures][:40])


ONE_OF_MANY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{4}|[0-9]+|[?#].*")


def kind_of(address: str) -> str:
    return ONE_OF_MANY.sub("", address)


def name_of(address: str) -> str:
    """That of its pattern, with which page of a report or which question to us it is."""
    match = resolve(urlsplit(address).path)
    part = match.kwargs.get("slug") or match.kwargs.get("kind") or ""
    return f"{match.view_name} {str(part).partition('/')[0]}".strip()


def is_first(key: str) -> bool:
    """Of all processes that walk together."""
    if not (folder := os.environ.get(MET_IN)):
        return True
    try:
        (Path(folder) / hashlib.sha256(key.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


class timed:
    def __enter__(self) -> "timed":
        self.begun = time.perf_counter()
        self.seconds = 0.0
        return self

    def __exit__(self, *error: object) -> None:
        self.seconds = time.perf_counter() - self.begun


def why(response: Any) -> str:
    raised = getattr(response, "exc_info", None)
    return f"{raised[0].__name__}: {raised[1]}"[:300] if raised else ""


def page_of(response: Any) -> Reader | None:
    """The page in an answer, where there is one."""
    if response.get("Content-Type", "").startswith("text/html") and not getattr(response, "streaming", False):
        return read(response.content.decode())
    return None


def in_headers(response: Any) -> Iterator[str]:
    for name, value in response.headers.items():
        if MARK in name.lower() or "\n" in value or "\r" in value:
            yield f"a header {name}: {value!r}"
    if urlsplit(response.get("Location", "")).hostname not in {None, *HOSTS}:
        yield f"a way out to {response['Location']}"


def in_markup(reader: Reader) -> Iterator[str]:
    for tag, given in reader.tags:
        if MARK in tag or tag in {"iframe", "object", "embed", "base", "marquee", "frameset", "applet", "style"}:
            yield f"<{tag}> of somebody's own"
        for name, value in given.items():
            if name.startswith("on") or MARK in name or name == "style":
                yield f"an attribute {name}={value!r} of somebody's own on <{tag}>"
            if name in LEADS and RUNS.match(value):
                yield f"{name}={value[:60]!r} on <{tag}>"
    for script in reader.scripts:
        if MARK in script or "alert(" in script:
            yield f"a script {script[:60]!r}"
