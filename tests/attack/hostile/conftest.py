import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.figures import found
from tests.attack.hostile.strings import WHOLE
from tests.attack.hostile.verdict import PAGES_IN, Walk
from tests.log.conftest import boss as boss

LONGEST_FIRST = ("test_unchanged.py", "test_admin.py", "test_staff.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the whole walk, so that no process waits for the end of another."""
    if WHOLE:
        items.sort(key=lambda item: item.path.name not in LONGEST_FIRST)


@pytest.fixture
def walk(request: pytest.FixtureRequest) -> Iterator[Walk]:
    """At its end nothing of what was met may be wrong."""
    # What is refused is logged, for which nobody has time here.
    logging.disable(logging.CRITICAL)
    walk = Walk()
    yield walk
    logging.disable(logging.NOTSET)
    assert not walk.failures, walk.say()
    found(str(request.node.name).removeprefix("test_").replace("_", " "), **walk.figures())
    if file := os.environ.get(PAGES_IN):
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"attacked": sorted(walk.names), "seen": sorted(walk.seen)}) + "\n")
