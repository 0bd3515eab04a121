"""An agent at a browser without JavaScript, who answers the same questions as a resident."""

from django.contrib.auth.models import Group, User

from repairs.roles import AGENTS
from tests.journeys.resident import Resident
from tests.page_lint import PageClient
from tests.tables.builders import BACKEND


class Agent(Resident):
    def __init__(self, username: str = "sam") -> None:
        super().__init__()
        user, made = User.objects.get_or_create(username=username, defaults={"is_staff": True})
        if made:
            user.groups.add(Group.objects.get(name=AGENTS.name))
        self.user, self.client = user, PageClient()
        self.client.force_login(user, backend=BACKEND)

    def takes_call(self, channel: str = "On the phone") -> None:
        """Begins a report for whoever is on the line."""
        self.goes_to("/staff/calls/")
        self.chooses(channel).presses("Begin a report")
