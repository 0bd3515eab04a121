"""Somebody gets in with a reference and a code, on a small phone, by keyboard and without JavaScript."""

from typing import Any

import pytest

from repairs.log.codes import digits_of
from repairs.log.models import AccessCode, LostReference, Repair
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK, PHONE, PLAIN_PHONE
from tests.browser.keyboard import KeyboardVisitor
from tests.browser.visitor import Visitor
from tests.log.builders import without_a_time

DEVICES = [pytest.param(PHONE, id="with JavaScript"), pytest.param(PLAIN_PHONE, id="without JavaScript")]


@pytest.fixture
def repair(site: str) -> Repair:
    return without_a_time()


def gets_in(visitor: Visitor, repair: Repair) -> None:
    visitor.goes_to("/")
    visitor.follows("Follow a repair you have reported")
    visitor.presses()
    assert "Enter your reference" in visitor.error
    visitor.types(reference="222-222-2222", postcode="NM1 2AB").presses()
    assert "We cannot find a repair" in visitor.error
    visitor.types(reference=repair.reference, postcode="NM1 2AB").presses()
    visitor.presses("Send me a code")
    assert "ending 123" in visitor.says
    visitor.types(code="1").presses()
    assert visitor.error.startswith("Enter the code")
    code = digits_of(AccessCode.objects.get())
    visitor.types(code=f"{code[:2]} {code[2:]}").presses()
    assert repair.reference in visitor.heading


@pytest.mark.parametrize("device", DEVICES)
def test_a_reference_and_a_code_open_a_repair(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    visitor = opens(**device)
    gets_in(visitor, repair)
    visitor.follows("Someone else has a link")
    visitor.presses("Stop the links")
    assert visitor.error == "Select why you want to stop the links"
    visitor.chooses("Someone else may have a link to my repair").presses("Stop the links")
    assert "The links have stopped" in visitor.says
    visitor.goes_to("/find/mine/")
    assert repair.reference in visitor.says


def test_by_keyboard_alone(opens: NewVisitor, repair: Repair) -> None:
    gets_in(opens(KeyboardVisitor, **DESK), repair)


@pytest.mark.parametrize("device", DEVICES)
def test_a_lost_reference_is_asked_for(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    visitor = opens(**device)
    visitor.goes_to("/find/mine/")
    visitor.follows("use your reference")
    visitor.follows("I have lost my reference")
    visitor.types(contact="no").presses()
    assert visitor.error.startswith("Enter a UK mobile number")
    visitor.types(contact="07700 900123").presses()
    assert visitor.heading == "Look at your messages"
    assert LostReference.objects.count() == 1
    visitor.goes_to("/repair/KM7-4QX-9TDR/links/ended/")


def test_too_many_tries_say_when_to_come_back(phone: Visitor, repair: Repair) -> None:
    for _ in range(5):
        phone.goes_to("/find/")
        phone.types(reference=repair.reference, postcode="NM9 9ZZ").presses()
    phone.types(reference=repair.reference, postcode="NM1 2AB").presses()
    assert "429" in phone.witness.complaints.pop()
    assert phone.heading == "Try again later"
