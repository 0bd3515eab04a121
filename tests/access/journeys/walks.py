"""Every journey by every means. Not collected with the other tests: see `tests.access.journeys.__main__`."""

from collections.abc import Callable

import pytest

from tests.access.journeys import asked_twice, by_keyboard, camera, mistakes, slow, time_limits, without_script
from tests.access.journeys.figures import WALKED
from tests.access.journeys.residents import JOURNEYS as OF_RESIDENTS
from tests.access.journeys.staff import JOURNEYS as OF_STAFF
from tests.access.journeys.walker import Found, Walk, Walker
from tests.browser.conftest import NewVisitor

# A slow phone on a busy machine is still to come to its end.
WAITS_MILLISECONDS = 60_000

ALL = (*OF_RESIDENTS, *OF_STAFF)
MEANS = {
    "by keyboard": (by_keyboard.KeyboardWalker, by_keyboard.DEVICE, ALL),
    "without script": (without_script.PlainWalker, without_script.DEVICE, ALL),
    "slow": (slow.SlowWalker, slow.DEVICE, OF_RESIDENTS),
    "mistakes": (mistakes.ErringWalker, mistakes.DEVICE, ALL),
    "mistakes without script": (mistakes.ErringWalker, mistakes.PLAIN_DEVICE, ALL),
    "pictures": (camera.PhotographingWalker, camera.DEVICE, ALL),
    "pictures in forced colours": (camera.ForcedColoursWalker, camera.DEVICE, ALL),
    "asked twice": (asked_twice.ListeningWalker, asked_twice.DEVICE, ALL),
}
WALKS = [
    pytest.param(means, walk, id=f"{means}: {walk.__name__}")
    for means, (_, _, walks) in MEANS.items()
    for walk in walks
]


LIMIT_CHECKS = (time_limits.warns, time_limits.ends, time_limits.says_beforehand)


@pytest.mark.parametrize("limit", time_limits.LIMITS)
@pytest.mark.parametrize("check", LIMIT_CHECKS, ids=lambda check: check.__name__)
def test_time_limit(opens: NewVisitor, check: Callable[..., None], limit: str) -> None:
    found = Found(figures={"checks": 1})
    try:
        check(opens, time_limits.LIMITS[limit])
    except AssertionError as problem:
        found.tells(f"{limit}, {check.__name__}: {problem}")
    WALKED.note("time limits", found)
    assert found.findings == []


@pytest.mark.parametrize(("means", "walk"), WALKS)
def test_journey(opens: NewVisitor, means: str, walk: Walk) -> None:
    kind, device, _ = MEANS[means]
    visitor = opens(kind, **device)
    assert isinstance(visitor, Walker)
    visitor.page.context.set_default_timeout(WAITS_MILLISECONDS)
    try:
        walk(visitor)
    except Exception as problem:
        why = next(iter(str(problem).splitlines()), repr(problem))
        visitor.tells(f"{walk.__name__} does not come to its end: {why}")
    visitor.found.figures["journeys"] = 1
    for complaint in visitor.witness.complaints:
        visitor.tells(complaint)
    visitor.witness.complaints.clear()
    WALKED.note(means, visitor.found)
    assert visitor.found.findings == []
