"""A planner at a browser without JavaScript."""

from django.contrib.auth.models import Group, User

from repairs.log.models import Repair
from repairs.roles import PLANNERS, Role
from tests.journeys.resident import Resident
from tests.page_lint import PageClient
from tests.tables.builders import BACKEND


class Planner(Resident):
    def __init__(self, username: str = "pat", role: Role = PLANNERS) -> None:
        super().__init__()
        user, made = User.objects.get_or_create(username=username, defaults={"is_staff": True})
        if made:
            user.groups.add(Group.objects.get(name=role.name))
        self.user, self.client = user, PageClient()
        self.client.force_login(user, backend=BACKEND)

    def opens(self, repair: Repair, which: str = "") -> "Planner":
        self.goes_to(f"/staff/planning/{repair.reference}/{which}")
        return self
