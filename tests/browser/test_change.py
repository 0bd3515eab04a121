"""A visit is moved and cancelled on a phone, by hand, by keyboard and without JavaScript."""

from typing import Any

import pytest

from appointments.models import Booking
from repairs.log.links import link_of
from repairs.log.models import Event, Repair
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK, PHONE, PLAIN_PHONE
from tests.browser.keyboard import KeyboardVisitor
from tests.browser.visitor import Visitor
from tests.log.builders import booked_in_a_week

DEVICES = [pytest.param(PHONE, id="with JavaScript"), pytest.param(PLAIN_PHONE, id="without JavaScript")]


@pytest.fixture
def repair(site: str) -> Repair:
    return booked_in_a_week()


def opens_link(visitor: Visitor, repair: Repair) -> Visitor:
    visitor.goes_to(link_of(repair))
    visitor.presses("See my repair")
    return visitor


def moves(visitor: Visitor) -> None:
    visitor.follows("Change the time")
    visitor.chooses(visitor.options[-1]).presses("Change the time")


@pytest.mark.parametrize("device", DEVICES)
def test_a_visit_is_moved_and_then_cancelled(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    visitor = opens_link(opens(**device), repair)
    moves(visitor)
    assert "Your visit is now" in visitor.says
    visitor.follows("Cancel this repair")
    visitor.presses("Cancel this repair")
    assert visitor.error == "Select why you want to cancel"
    visitor.chooses("Another reason").types(words="We move out.").presses("Cancel this repair")
    assert "You cancelled this repair" in visitor.says
    assert Repair.objects.get().cancel_words == "We move out."
    assert not Booking.objects.filter(state__in=["held", "booked"]).exists()


def test_what_may_not_be_safe_is_asked_about(phone: Visitor, repair: Repair) -> None:
    Repair.objects.update(hazards=["damp-mould"])
    opens_link(phone, repair).follows("Cancel this repair")
    phone.chooses("I fixed it myself").picks(stopped="yes").presses("Cancel this repair")
    assert "stays open until we have spoken to you" in phone.says


def test_it_is_moved_by_keyboard_alone(opens: NewVisitor, repair: Repair) -> None:
    visitor = opens(KeyboardVisitor, **DESK)
    moves(opens_link(visitor, repair))
    assert "Your visit is now" in visitor.says


def test_an_impatient_double_tap_moves_it_once(phone: Visitor, repair: Repair) -> None:
    opens_link(phone, repair).follows("Change the time")
    phone.chooses(phone.options[-1])
    phone.button("Change the time").dblclick()
    phone.page.wait_for_url("**/?moved")
    assert Event.objects.filter(kind="moved").count() == 1


def test_back_after_moving_shows_the_new_time(phone: Visitor, repair: Repair) -> None:
    moves(opens_link(phone, repair))
    banner = phone.page.locator(".govuk-notification-banner__heading").inner_text()
    phone.page.go_back()
    phone.arrives()
    assert banner.rstrip(".") in phone.says
