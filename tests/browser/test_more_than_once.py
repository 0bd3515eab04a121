"""One report makes one repair, however often and from wherever it is sent."""

from typing import Any

import pytest

from repairs.log.models import Repair, WorksOrder
from tests.browser.conftest import NewVisitor
from tests.browser.devices import PHONE, PLAIN_PHONE
from tests.browser.visitor import Visitor
from tests.journeys.steps import reaches_check

SEND = "Send report and book appointment"


@pytest.mark.parametrize(
    "device", [pytest.param(PHONE, id="with JavaScript"), pytest.param(PLAIN_PHONE, id="without JavaScript")]
)
def test_an_impatient_double_tap_makes_one_repair(opens: NewVisitor, device: dict[str, Any]) -> None:
    visitor = opens(**device)
    reaches_check(visitor)
    visitor.button(SEND).dblclick()
    visitor.page.wait_for_url("**/done/")
    assert visitor.heading == "We have your report"
    assert Repair.objects.count() == WorksOrder.objects.count() == 1


def test_sending_from_two_tabs_makes_one_repair(opens: NewVisitor, phone: Visitor) -> None:
    reaches_check(phone)
    other = opens(beside=phone)
    other.goes_to(phone.page.url)
    phone.presses(SEND)
    other.presses(SEND)
    assert Repair.objects.get().reference in phone.says
    assert Repair.objects.get().reference in other.says


def test_an_answer_that_is_changed_in_one_tab_is_not_undone_in_another(opens: NewVisitor, phone: Visitor) -> None:
    reaches_check(phone)
    other = opens(beside=phone)
    other.goes_to(phone.page.url.replace("/check/", "/details/"))
    other.types(text="It began on Monday").presses()
    phone.presses(SEND)
    assert Repair.objects.get().description == "It began on Monday"


def test_reports_in_two_tabs_do_not_mix(opens: NewVisitor, phone: Visitor) -> None:
    reaches_check(phone)
    other = opens(beside=phone)
    reaches_check(other)
    assert other.page.url != phone.page.url
    phone.presses(SEND)
    other.presses(SEND)
    assert Repair.objects.count() == 2
