"""In danger, the number to ring is the first thing on a phone, and nothing that was told is lost."""

import pytest

from repairs.log.models import CallBack, Repair
from tests.browser.visitor import Visitor
from tests.journeys.steps import gives_contact, gives_home

DANGERS = [
    "I can smell gas, or a carbon monoxide alarm is sounding",
    "Water is getting into something electric",
    "A ceiling is bulging, sagging or has come down",
    "Water is pouring or spreading and I cannot catch it",
    "Waste from a toilet or drain is coming into my home",
    "I have no water at all",
]
MOST_QUESTIONS_BEFORE_THE_NUMBER = 1


def shows_a_number(visitor: Visitor) -> bool:
    return visitor.page.locator("main a[href^=tel]").count() > 0


def number_is_the_first_thing(visitor: Visitor) -> bool:
    first = visitor.page.locator("main").locator("a, button, input").first
    box = first.bounding_box()
    in_sight = box is not None and box["y"] + box["height"] <= 640
    return in_sight and (first.get_attribute("href") or "").startswith("tel:")


@pytest.mark.parametrize("danger", DANGERS)
def test_the_number_comes_first(phone: Visitor, danger: str) -> None:
    phone.starts()
    phone.answers(danger)
    for _ in range(MOST_QUESTIONS_BEFORE_THE_NUMBER):
        if not shows_a_number(phone):
            phone.answers(phone.options[0])
    assert number_is_the_first_thing(phone)


def test_what_was_told_is_kept_and_somebody_rings(phone: Visitor) -> None:
    phone.starts()
    phone.answers("A ceiling is bulging, sagging or has come down")
    phone.presses("Keep what I told you")
    gives_home(phone)
    phone.presses()
    gives_contact(phone)
    phone.presses("Send report")
    assert phone.heading == "We have your report"
    assert number_is_the_first_thing(phone)
    assert CallBack.objects.get().repair == Repair.objects.get()
