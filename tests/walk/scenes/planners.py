"""Each role from its first page on, with some of everything to see."""

import pytest

from repairs.roles import ROLES, Role
from tests.contact_centre.call_backs.builders import an_emergency_online
from tests.contact_centre.planning.planner import Planner
from tests.log.builders import booked, without_a_time
from tests.walk.scenes.residents import hms as hms
from tests.walk.scenes.residents import notify as notify
from tests.walk.scenes.residents import outside as outside
from tests.walk.scenes.residents import photo_folder as photo_folder


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def walk_from_the_first_page(outside: None, role: Role) -> None:
    booked(), without_a_time(), an_emergency_online()
    Planner("pat", role).client.get("/staff/")


def walk_the_pages_of_planners(outside: None) -> None:
    repairs = [booked(), without_a_time()]
    planner = Planner()
    for page in ("", "to-book/", "day/", "late/", "enquiries/", *(f"{one.reference}/" for one in repairs)):
        planner.client.get(f"/staff/planning/{page}")
