"""Which of the staff helps a resident just now: what happens meanwhile is noted with their name and the channel."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Help:
    staff_id: int
    channel: str = ""
    repair_id: int | None = None
    """The repair that they may do anything with, because whoever asks was verified."""


_now: ContextVar[Help | None] = ContextVar("help", default=None)


@contextmanager
def helping(help_: Help) -> Iterator[None]:
    token = _now.set(help_)
    try:
        yield
    finally:
        _now.reset(token)


def staff_helping() -> int | None:
    """The id of whoever helps now. None where residents do it alone, or the service by itself."""
    now = _now.get()
    return now.staff_id if now else None


def repair_helped() -> int | None:
    """The id of the one repair that whoever helps may open as its resident does."""
    now = _now.get()
    return now.repair_id if now else None


def channel_of_help() -> str:
    now = _now.get()
    return now.channel if now else ""
