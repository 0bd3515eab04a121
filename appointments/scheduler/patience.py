"""How long a request waits for a scheduler: all its questions together, counted from the first."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse


@dataclass
class Waiting:
    """`until` is by the monotonic clock, once something was asked."""

    until: float | None = None


_waiting: ContextVar[Waiting | None] = ContextVar("waiting_for_a_scheduler", default=None)


@contextmanager
def one_wait() -> Iterator[None]:
    """Whatever is asked in here is waited for as long as one question is."""
    token = _waiting.set(Waiting())
    try:
        yield
    finally:
        _waiting.reset(token)


def until(patience: float) -> float:
    """The end of a wait of so many seconds, which may have begun before. By the monotonic clock."""
    end, waiting = time.monotonic() + patience, _waiting.get()
    if waiting is None:
        return end
    if waiting.until is None:
        waiting.until = end
    return waiting.until


def wait_once_a_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware."""

    def respond(request: HttpRequest) -> HttpResponse:
        with one_wait():
            return get_response(request)

    return respond
