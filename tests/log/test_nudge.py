"""Workers are asked to look at once, and not for every report when many come in."""

from queue import Queue
from threading import Event

from repairs.log.nudge import Nudges

SOON = 10
"""Seconds, at most."""


class Told(Nudges):
    def __init__(self) -> None:
        self.up, self.sent, self.resting = Event(), Queue[str](), Queue[str]()
        super().__init__(self.rests)

    def rests(self) -> None:
        self.resting.put("again")
        self.up.wait(SOON)

    def send(self) -> None:
        self.sent.put("look")


def test_the_first_is_sent_at_once() -> None:
    nudges = Told()
    nudges.ask()
    assert nudges.sent.get(timeout=SOON)


def test_those_that_come_while_it_rests_are_one() -> None:
    nudges = Told()
    nudges.ask()
    nudges.resting.get(timeout=SOON)
    for _ in range(50):
        nudges.ask()
    assert nudges.sent.qsize() == 1
    nudges.up.set()
    nudges.resting.get(timeout=SOON)
    assert nudges.sent.qsize() == 2


def test_none_is_lost_that_comes_while_one_is_sent() -> None:
    nudges = Told()
    nudges.up.set()
    nudges.ask()
    nudges.sent.get(timeout=SOON)
    nudges.ask()
    assert nudges.sent.get(timeout=SOON)
