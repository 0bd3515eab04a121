"""An agent with somebody on the line, at a desk and on a small screen, with a keyboard and without JavaScript."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User

from repairs.log.models import Event, Repair
from repairs.roles import AGENTS
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK, PHONE, PLAIN_PHONE
from tests.browser.staff import Staff
from tests.browser.test_change import repair as repair

DEVICES = [
    pytest.param(PHONE, id="small"),
    pytest.param(PLAIN_PHONE, id="without JavaScript"),
    pytest.param(DESK, id="at a desk"),
]


def an_agent(visitor: Staff) -> User:
    visitor.signs_in("quintessa", "view_repair")
    user = User.objects.get(username="quintessa")
    user.groups.add(Group.objects.get(name=AGENTS.name))
    return user


def marks(visitor: Staff, question: str, answer: str) -> None:
    visitor.marks(visitor.page.get_by_role("group", name=question).get_by_label(answer, exact=True))


@pytest.mark.parametrize("device", DEVICES)
def test_a_caller_is_verified_and_helped(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    visitor = opens(Staff, **device)
    assert isinstance(visitor, Staff)
    user = an_agent(visitor)
    visitor.goes_to(f"/staff/repairs/{repair.reference}/")
    visitor.page.get_by_label("Add a note for colleagues").fill("Rings in the morning.")
    visitor.presses("Add note")
    visitor.follows("Verify the caller")
    marks(visitor, "What is your full name?", "Right")
    marks(visitor, "What is the first line of the address, and the postcode?", "Right")
    visitor.presses("Verify")
    visitor.follows("Change who will be in")
    visitor.page.get_by_label("Someone else").check()
    visitor.page.locator("[name=in_name]").fill("Bo Lund")
    visitor.presses("Save")
    visitor.follows(repair.reference)
    visitor.presses("End help")
    assert "You have ended your help." in visitor.page.locator("main").inner_text()
    assert Event.objects.get(kind="visit-details").staff == user
