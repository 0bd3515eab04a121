"""Makes a photo safe to keep: opened, turned upright, made smaller, and written anew without anything but the picture.

The file is decoded by `clean_child.py` in a process with limits of its own, so that a hostile one harms no one else.
A photo that cannot be written anew is refused, never kept as it came.
"""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import structlog

from repairs.photos.kinds import BYTES_NEEDED, other_kind, photo_kind
from repairs.photos.names import clean_name
from repairs.photos.refusals import PhotoRefused, Reason

MOST_BYTES = 10 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 14
WAIT_SECONDS = 10
AT_ONCE = 2
WAITING = 6

CHILD = Path(__file__).with_name("clean_child.py")
places = threading.BoundedSemaphore(AT_ONCE)
queue = threading.BoundedSemaphore(AT_ONCE + WAITING)
log = structlog.get_logger(__name__)


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class CleanPhoto:
    """A photo and a small one of it, both JPEG. The width and height are the photo's, in dots."""

    photo: bytes
    thumbnail: bytes
    width: int
    height: int


def clean_photo(upload: Readable, *, name: str | None) -> CleanPhoto:
    """Raises PhotoRefused."""
    shown = clean_name(name)
    try:
        with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer:
            kind = take_in(upload, source, shown)
            with a_place(shown):
                run_child(kind, source, answer, shown)
            return read_answer(answer, shown)
    except OSError as error:
        log.error("photo.not_cleaned", error=type(error).__name__, errno=error.errno)
        raise PhotoRefused(Reason.NOT_KEPT, shown) from error


def take_in(upload: Readable, source: BinaryIO, name: str) -> str:
    """Copies the upload to a file that is read again from its start, and says what kind of photo it is."""
    taken, start = 0, b""
    while chunk := upload.read(CHUNK_BYTES):
        taken += len(chunk)
        if taken > MOST_BYTES:
            raise PhotoRefused(Reason.TOO_BIG, name)
        start = start or chunk[:BYTES_NEEDED]
        source.write(chunk)
    if not taken:
        raise PhotoRefused(Reason.EMPTY, name)
    source.seek(0)
    return kind_or_refusal(start, name)


def kind_or_refusal(start: bytes, name: str) -> str:
    if kind := photo_kind(start):
        return kind
    if other := other_kind(start):
        raise PhotoRefused(Reason.UNSUPPORTED, name, kind=other)
    raise PhotoRefused(Reason.NOT_A_PHOTO, name)


@contextmanager
def a_place(name: str) -> Iterator[None]:
    """Few photos are opened at once, so that memory stays bounded however many arrive together.

    Few wait for their turn, too: each takes a thread, and pages need some.
    """
    if not queue.acquire(blocking=False):
        log.warning("photo.too_many_wait")
        raise PhotoRefused(Reason.NOT_KEPT, name)
    try:
        if not places.acquire(timeout=WAIT_SECONDS):
            log.warning("photo.no_place")
            raise PhotoRefused(Reason.NOT_KEPT, name)
        try:
            yield
        finally:
            places.release()
    finally:
        queue.release()


def run_child(kind: str, source: BinaryIO, answer: BinaryIO, name: str) -> None:
    command = [sys.executable, "-I", str(CHILD), kind, str(CPU_SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 our own program, with no shell and nothing of the upload in its arguments
            command, stdin=source, stdout=answer, stderr=subprocess.DEVNULL, env={}, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        log.warning("photo.timed_out", kind=kind)
        raise PhotoRefused(Reason.NOT_KEPT, name) from error
    if done.returncode < 0:
        log.warning("photo.stopped", kind=kind, signal=-done.returncode)
        raise PhotoRefused(Reason.BROKEN, name)
    if done.returncode:
        log.error("photo.child_failed", kind=kind, code=done.returncode)
        raise PhotoRefused(Reason.NOT_KEPT, name)


def read_answer(answer: BinaryIO, name: str) -> CleanPhoto:
    answer.seek(0)
    result = json.loads(answer.readline())
    if refused := result.get("refused"):
        raise PhotoRefused(Reason(refused), name)
    photo, thumbnail = answer.read(result["photo"]), answer.read(result["thumbnail"])
    return CleanPhoto(photo=photo, thumbnail=thumbnail, width=result["width"], height=result["height"])
