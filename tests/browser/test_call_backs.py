"""An agent works through call backs at a real browser, small and large. Every page is looked over."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from tests.browser.conftest import NewVisitor
from tests.browser.staff import DESK, Staff
from tests.contact_centre.call_backs.builders import LIST, an_emergency_online, no_time_suits

SMALL = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(params=[pytest.param(SMALL, id="320"), pytest.param(DESK, id="desk")])
def sam(opens: NewVisitor, request: pytest.FixtureRequest) -> Staff:
    staff = opens(Staff, **request.param)
    assert isinstance(staff, Staff)
    staff.signs_in("sam")
    User.objects.get(username="sam").groups.set([Group.objects.get(name="Agents")])
    return staff


def test_an_emergency_is_taken_tried_and_closed(sam: Staff) -> None:
    now = timezone.now()
    an_emergency_online(now)
    no_time_suits(now)
    sam.goes_to(f"{LIST}?reason=all")
    sam.page.get_by_role("button", name="Take it").first.focus()
    with sam.to_next_page():
        sam.page.keyboard.press("Enter")
    assert "sam has it" in sam.says
    sam.presses("No answer")
    assert "Tried" in sam.says
    sam.page.get_by_label("Add a note").fill("A neighbour picked up.")
    sam.presses("Add the note")
    sam.follows("Close it without a report")
    sam.presses("Close it")
    sam.page.get_by_label("Something else").check()
    sam.page.get_by_label("What happened?").fill("They had rung already.")
    sam.presses("Close it")
    sam.goes_to(f"{LIST}?part=done&reason=all")
    assert "Something else" in sam.says


def test_the_page_says_that_there_are_new_ones_and_stays_where_it_is(sam: Staff) -> None:
    no_time_suits()
    sam.goes_to(f"{LIST}?reason=all")
    link = sam.page.get_by_role("link", name="Mine")
    link.focus()
    an_emergency_online(timezone.now() + timedelta(seconds=5))
    sam.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    sam.page.get_by_text("1 new.").wait_for()
    assert link.evaluate("one => one === document.activeElement")
    assert sam.page.title().startswith("(1 new) Call backs")
    sam.follows("Show it")
    assert "A ceiling" in sam.says
