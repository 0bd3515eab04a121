"""A resident changes and adds to what was told, on a phone 320 pixels wide, by hand and without JavaScript."""

from typing import Any

import pytest

from repairs.log.details.contact_code import code_of
from repairs.log.models import Addition, ContactChange, Repair
from tests.browser.conftest import NewVisitor
from tests.browser.devices import PHONE, PLAIN_PHONE
from tests.browser.test_change import opens_link
from tests.browser.test_change import repair as repair
from tests.browser.visitor import Visitor

DEVICES = [pytest.param(PHONE, id="with JavaScript"), pytest.param(PLAIN_PHONE, id="without JavaScript")]


@pytest.mark.parametrize("device", DEVICES)
def test_contact_who_will_be_in_and_words(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    visitor = opens_link(opens(**device), repair)
    visitor.follows("Change your contact details")
    visitor.types(phone="0770").presses("Save")
    assert visitor.error.startswith("Enter a phone number")
    visitor.types(phone="07700 900789").presses("Save")
    assert "We have sent 6 numbers to 07700 900789" in visitor.says
    visitor.types(code=code_of(ContactChange.objects.get())).presses("Save my contact details")
    assert "We have saved your contact details" in visitor.says
    visitor.follows("Change who will be in")
    visitor.chooses("Someone else").types(in_name="Bo Lund").presses("Save")
    assert "We have saved who will be in" in visitor.says
    visitor.follows("Add photos or tell us more")
    visitor.types(words="It drips on the left.").presses("Add to your repair")
    assert "We have what you added" in visitor.says
    kept = Repair.objects.get()
    assert (kept.phone, kept.in_name, Addition.objects.get().words) == (
        "07700 900789",
        "Bo Lund",
        "It drips on the left.",
    )


def test_an_impatient_double_tap_changes_the_contact_once_and_shuts_nobody_out(phone: Visitor, repair: Repair) -> None:
    opens_link(phone, repair).follows("Change your contact details")
    phone.types(phone="07700 900789").presses("Save")
    phone.types(code=code_of(ContactChange.objects.get()))
    phone.button("Save my contact details").dblclick()
    phone.page.wait_for_url("**/?changed=contact")
    assert "We have saved your contact details" in phone.says
