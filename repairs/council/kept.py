"""Short tables that change seldom: read whole, and kept by the process for a minute."""

import time
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

KEEP_SECONDS = 60

Table = TypeVar("Table")


class Kept(Generic[Table]):
    """Everybody is given the same one: it is not to be changed."""

    everything: ClassVar[list["Kept[object]"]] = []

    def __init__(self, read: Callable[[], Table]) -> None:
        self.read = read
        self.known: tuple[float, Table] | None = None
        Kept.everything.append(self)  # type: ignore[arg-type]  # of whatever it keeps

    def get(self) -> Table:
        known = self.known
        if known is None or time.monotonic() > known[0]:
            self.known = known = time.monotonic() + KEEP_SECONDS, self.read()
        return known[1]

    @classmethod
    def forget(cls) -> None:
        for one in cls.everything:
            one.known = None
