"""An agent at a browser without JavaScript, who answers the same questions as a resident.

No page of a call may come without something to say aloud.
"""

import re
from typing import Any

from django.contrib.auth.models import Group, User

from repairs.roles import AGENTS
from tests.journeys.resident import Resident
from tests.page_lint import PageClient
from tests.parsed_page import text
from tests.tables.builders import BACKEND

PAGE_OF_A_CALL = re.compile(r"/staff/calls/[0-9a-f-]{36}/(?!give-up|to-resident|with-resident)")


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

    def says_who_calls(self, relation: str = "self", may_contact: str = "yes", **caller: str) -> None:
        self.picks(relation=relation, may_contact=may_contact).types(**caller).presses()

    @property
    def aloud(self) -> str:
        """What the page tells to say, without the word before it."""
        boxes = self.page.with_class("staff-say")
        return text(boxes[0]).removeprefix("Say").strip(" “”") if boxes else ""

    def _arrive(self, response: Any) -> None:
        super()._arrive(response)
        if PAGE_OF_A_CALL.match(self.url) and self.response.status_code == 200:
            assert self.aloud, f"nothing to say on {self.url}"
