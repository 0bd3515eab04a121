import logging
from collections.abc import Iterator

import pytest

from tests.attack.figures import found
from tests.attack.hostile.verdict import Walk
from tests.log.conftest import boss as boss


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
