"""One page of each kind through every check in Chromium, on as many cores as there are."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

import django

from tests import environment as environment
from tests.access.in_chromium import viewer
from tests.walk.shown import Shown

Found = dict[str, list[str]]
AT_ONCE = int(os.environ.get("ACCESS_PROCESSES", min(4, os.cpu_count() or 1)))
AT_A_TIME = 25
"""Pages for one browser, before the next begins with a memory that is empty."""


def looks_at(pages: list[Shown], beside: dict[str, str]) -> list[tuple[Shown, Found]]:
    """In a process of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repairs.settings")
    django.setup()
    with viewer(beside) as one:
        return [(page, one.finds(page)) for page in pages]


def found_in(pages: list[Shown], beside: dict[str, str]) -> Iterator[tuple[Shown, Found]]:
    some = [pages[first : first + AT_A_TIME] for first in range(0, len(pages), AT_A_TIME)]
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as processes:
        for done in as_completed([processes.submit(looks_at, part, beside) for part in some]):
            yield from done.result()
