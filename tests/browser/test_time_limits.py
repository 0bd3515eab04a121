"""A warning comes before the time for something is over, and one press gives more of it.

Every limit there is: `tests.access.journeys`.
"""

import pytest

from tests.access.journeys.time_limits import LIMITS, ends, warns
from tests.browser.conftest import NewVisitor


@pytest.mark.parametrize("limit", ["a time that is kept", "a code"])
def test_a_warning_comes_two_minutes_before_and_one_press_gives_longer(opens: NewVisitor, limit: str) -> None:
    warns(opens, LIMITS[limit])


def test_the_end_is_said_and_nothing_typed_is_lost(opens: NewVisitor) -> None:
    ends(opens, LIMITS["a code"])
