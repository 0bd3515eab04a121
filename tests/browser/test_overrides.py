"""Pages on which staff decide otherwise than the rules, and the lists of managers, on a narrow screen and at a desk."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import F

from appointments.models import Place
from repairs.log.models import Override, Repair
from repairs.roles import AGENTS, MANAGERS, PLANNERS
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK
from tests.browser.staff import Staff
from tests.browser.test_change import repair as repair

NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
DEVICES = [pytest.param(NARROW, id="narrow"), pytest.param(DESK, id="at a desk")]


@pytest.mark.parametrize("device", DEVICES)
def test_a_priority_a_time_and_who_reads_of_them(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    Place.objects.update(minutes=F("held") + F("booked"))
    visitor = opens(Staff, **device)
    assert isinstance(visitor, Staff)
    visitor.signs_in("quintessa", "view_repair")
    names = [role.name for role in (AGENTS, PLANNERS, MANAGERS)]
    User.objects.get(username="quintessa").groups.add(*Group.objects.filter(name__in=names))
    visitor.goes_to(f"/staff/repairs/{repair.reference}/")
    visitor.follows("Change the priority")
    visitor.presses("Change the priority")
    assert visitor.error == "Select how urgent it is\nSelect why"
    visitor.page.get_by_label("U3 Urgent, 3 working days").check()
    visitor.page.get_by_label("Somebody at home needs it sooner").check()
    visitor.presses("Change the priority")
    assert "The priority is now U3 Urgent" in visitor.page.locator("main").inner_text()
    visitor.goes_to(f"/staff/repairs/{repair.reference}/other-times/")
    visitor.page.locator("[name=slot]").first.check()
    visitor.page.get_by_label("It cannot wait for the times offered").check()
    visitor.presses("Book this time")
    assert Override.objects.count() == 2
    visitor.goes_to("/staff/overrides/")
    assert "2 overrides" in visitor.page.locator("main").inner_text()
    visitor.goes_to("/staff/quality/")
    assert "Nobody yet." in visitor.page.locator("main").inner_text()
