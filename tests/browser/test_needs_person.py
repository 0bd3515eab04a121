"""The contact centre works through what needs a person, at a real browser. Every page is looked over."""

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from appointments.diary.local import LocalDiary
from repairs.log.models import WorksOrder
from repairs.log.submit import submit_report
from tests.browser.conftest import NewVisitor
from tests.browser.staff import DESK, PHONE, Staff
from tests.log.builders import a_report, an_emergency
from tests.log.people.builders import refused_order

SMALL = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(params=[pytest.param(SMALL, id="320"), pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def sam(opens: NewVisitor, request: pytest.FixtureRequest) -> Staff:
    staff = opens(Staff, **request.param)
    assert isinstance(staff, Staff)
    staff.signs_in("Sam")
    User.objects.get(username="Sam").groups.set([Group.objects.get(name="Agents")])
    return staff


def test_what_was_refused_is_tried_again_given_up_and_replayed(sam: Staff) -> None:
    sam.goes_to("/admin/log/worksorder/needs-a-person/")
    assert "Nothing needs a person." in sam.says
    now = timezone.now()
    refused = [refused_order(submit_report(a_report(call_back=None), LocalDiary(), now)) for _ in range(2)]
    urgent = refused_order(an_emergency(now))
    sam.goes_to("/admin/")
    assert "3 deliveries need a person" in sam.says
    sam.follows("See what needs a person")
    assert sam.says.index(urgent.repair.reference) < sam.says.index(refused[0].repair.reference)

    sam.follows(refused[0].repair.reference)
    sam.presses("Give it up")
    assert "Enter why it is given up." in sam.says
    sam.page.get_by_label("Why you give it up").fill("Sold last week.")
    sam.presses("Give it up")
    assert "Given up." in sam.says

    sam.page.locator(f"#tick-order-{refused[1].pk}").focus()
    sam.page.keyboard.press("Space")
    sam.presses("Try those I ticked again")
    assert "1 goes again in the next few seconds." in sam.says
    sam.presses("Try all 1 again")
    assert set(WorksOrder.objects.values_list("state", flat=True)) == {"waiting", "given-up"}
