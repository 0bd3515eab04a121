"""A lease that cannot work is refused when the service starts."""

import pytest
from pytest_django import Settings

from repairs.log.checks import check_lease


@pytest.mark.parametrize(
    ("lease", "timeout", "problems"),
    [
        (20, 10, []),
        (15, 10, []),
        (14, 10, ["log.OUTBOX_LEASE_SECONDS"]),
        (20, 30, ["log.OUTBOX_LEASE_SECONDS"]),
        (26, 10, ["log.W001"]),
    ],
)
def test_a_lease_outlasts_a_call_and_not_much_more(
    settings: Settings, lease: int, timeout: int, problems: list[str]
) -> None:
    settings.OUTBOX_LEASE_SECONDS, settings.HMS_TIMEOUT_SECONDS = lease, timeout
    assert [problem.id for problem in check_lease()] == problems
