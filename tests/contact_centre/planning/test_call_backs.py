"""Of those who wait for a call, a planner sees whoever waits for a time, and nobody else."""

import pytest
from django.urls import reverse

from repairs.log.models import CallBack
from repairs.roles import AGENTS, MANAGERS, PLANNERS, REPAIRS_ADMINS, Role
from tests.log.builders import an_emergency, without_a_time
from tests.tables.builders import staff

pytestmark = pytest.mark.usefixtures("northmere")

LIST = "admin:log_callback_changelist"


@pytest.mark.parametrize(
    ("roles", "seen"),
    [
        ((PLANNERS,), 1),
        ((AGENTS,), 2),
        ((MANAGERS,), 2),
        ((REPAIRS_ADMINS,), 2),
        ((PLANNERS, AGENTS), 2),
        ((PLANNERS, MANAGERS), 2),
    ],
    ids=["a planner", "an agent", "a manager", "a repairs admin", "planner and agent", "planner and manager"],
)
def test_who_sees_which_call_backs(roles: tuple[Role, ...], seen: int) -> None:
    without_a_time(), an_emergency(home="2 Test Street")
    assert len(staff(*roles).get(reverse(LIST)).context["cl"].result_list) == seen


def test_a_planner_cannot_open_another_call_back() -> None:
    an_emergency()
    address = reverse("admin:log_callback_change", args=[CallBack.objects.get().pk])
    assert "Emergency" not in staff(PLANNERS).get(address, follow=True).content.decode()
