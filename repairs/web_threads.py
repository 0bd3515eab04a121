"""What gunicorn serves requests with: of the threads that are free, the one that was busy last.

Each thread has a connection to the database of its own, with statements that PostgreSQL has planned for it. Where all
take turns, as gunicorn's do, a burst leaves as many connections as threads, used so seldom that none is ever warm.
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class WarmThreads(ThreadWorker):  # type: ignore[misc]
    def get_thread_pool(self) -> ThreadPoolExecutor:
        return BusyLastFirst(self.cfg.threads)


class BusyLastFirst(ThreadPoolExecutor):
    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._work_queue: Any = LastToWaitFirst()


class LastToWaitFirst:
    """A queue whose next piece of work goes to whoever has waited for the shortest time."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.work: deque[Any] = deque()
        self.waiting: list[SimpleQueue[Any]] = []

    def put(self, piece: Any) -> None:
        with self.lock:
            if not self.waiting:
                self.work.append(piece)
                return
            last = self.waiting.pop()
        last.put(piece)

    def get(self, block: bool = True) -> Any:
        with self.lock:
            if self.work or not block:
                return self.next_piece()
            turn: SimpleQueue[Any] = SimpleQueue()
            self.waiting.append(turn)
        return turn.get()

    def get_nowait(self) -> Any:
        return self.get(block=False)

    def next_piece(self) -> Any:
        if not self.work:
            raise Empty
        return self.work.popleft()
