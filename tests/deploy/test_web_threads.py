"""Which thread of the web server takes the next request."""

import threading
from collections.abc import Iterator
from threading import Barrier

import pytest

from repairs.web_threads import BusyLastFirst


@pytest.fixture
def threads() -> Iterator[BusyLastFirst]:
    with BusyLastFirst(4) as threads:
        yield threads


def everybody_at_once(threads: BusyLastFirst) -> set[str]:
    meet = Barrier(4)

    def meets() -> str:
        meet.wait(timeout=10)
        return threading.current_thread().name

    return {future.result() for future in [threads.submit(meets) for _ in range(4)]}


def ask(threads: BusyLastFirst) -> str:
    """Nobody waits for it any more when the thread that did it does."""
    done = threads.submit(lambda: threading.current_thread().name).result()
    while len(threads._work_queue.waiting) < len(threads._threads):
        pass
    return done


def test_requests_that_come_together_are_served_together(threads: BusyLastFirst) -> None:
    assert len(everybody_at_once(threads)) == 4


def test_those_that_follow_one_another_are_all_served_by_one_thread(threads: BusyLastFirst) -> None:
    everybody_at_once(threads)
    ask(threads)
    assert len({ask(threads) for _ in range(20)}) == 1


def test_what_comes_while_all_are_busy_is_served_when_one_is_free(threads: BusyLastFirst) -> None:
    leave, begun = threading.Event(), Barrier(5)
    served: list[int] = []
    for _ in range(4):
        threads.submit(lambda: (begun.wait(timeout=10), leave.wait(timeout=10)))
    begun.wait(timeout=10)
    waiting = [threads.submit(served.append, number) for number in range(3)]
    leave.set()
    for future in waiting:
        future.result(timeout=10)
    assert sorted(served) == [0, 1, 2]


def test_they_end_when_the_server_does() -> None:
    threads = BusyLastFirst(4)
    everybody_at_once(threads)
    threads.shutdown(wait=True)
    assert not any(thread.is_alive() for thread in threads._threads)
