"""The times of a visit: a legend for each day, in one question, for a thumb, a keyboard and a screen reader."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from repairs.log.links import link_of
from repairs.log.models import Repair
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK, PHONE, PLAIN_PHONE
from tests.browser.keyboard import KeyboardVisitor
from tests.browser.visitor import Visitor
from tests.journeys.steps import answers_about_home, gives_home, reaches_check, tells_of_kitchen_leak

NONE = "None of these suit me"
DEVICES = [pytest.param(PHONE, id="with JavaScript"), pytest.param(PLAIN_PHONE, id="without JavaScript")]

Reaches = Callable[[Visitor], Visitor]


def reaches_times(visitor: Visitor) -> Visitor:
    """Those after the target, of which a page is full. At some hours of some days there is none before it."""
    visitor.starts()
    visitor.answers("None of these")
    gives_home(visitor)
    tells_of_kitchen_leak(visitor)
    answers_about_home(visitor)
    visitor.presses()
    if visitor.page.locator("a:visible").filter(has_text="Dates after").count():
        visitor.follows("Dates after")
    return visitor


def reaches_other_times(visitor: Visitor) -> Visitor:
    reaches_check(visitor)
    visitor.presses("Send report and book appointment")
    Repair.objects.update(due_at="2100-01-01T12:00Z", rtr_due=None)
    visitor.goes_to(link_of(Repair.objects.get()))
    visitor.presses("See my repair")
    visitor.follows("Change the time")
    return visitor


PAGES = [
    pytest.param(reaches_times, "When can we come?", id="report"),
    pytest.param(reaches_other_times, "When else can we come?", id="manage"),
]


def radios_in_groups(visitor: Visitor) -> Iterator[tuple[str, ...]]:
    """Of each radio, as Chromium tells a screen reader: the names of the groups around it, and its own."""
    tree = visitor.page.context.new_cdp_session(visitor.page).send("Accessibility.getFullAXTree")["nodes"]
    nodes: dict[str, Any] = {node["nodeId"]: node for node in tree}
    for node in tree:
        if role(node) == "radio":
            yield tuple(name(one) for one in reversed([node, *groups_above(node, nodes)]))


def groups_above(node: dict[str, Any], nodes: dict[str, Any]) -> Iterator[dict[str, Any]]:
    while parent := nodes.get(node.get("parentId", "")):
        if role(parent) == "group":
            yield parent
        node = parent


def role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def name(node: dict[str, Any]) -> str:
    """Without the spaces that keep a hidden part of a label apart from the part that is seen."""
    return " ".join(str(node["name"]["value"]).split())


@pytest.mark.parametrize(("reaches", "question"), PAGES)
def test_a_screen_reader_hears_the_question_the_day_and_the_time(
    phone: Visitor, reaches: Reaches, question: str
) -> None:
    reaches(phone)
    told = list(radios_in_groups(phone))
    times = [one for one in told if one[-1] != NONE]
    assert len({day for _, day, _ in times}) == 5
    assert all(asked == question and time.endswith(day) for asked, day, time in times)
    assert [one for one in told if one not in times] == ([(question, NONE)] if reaches is reaches_times else [])
    assert len(set(told)) == len(told) == phone.page.locator("main input[type=radio]").count()


@pytest.mark.parametrize(
    ("reaches", "button"),
    [(reaches_times, "Continue"), (reaches_other_times, "Change the time")],
    ids=["report", "manage"],
)
def test_the_error_leads_to_the_first_time_and_the_arrows_through_all_days(
    opens: NewVisitor, reaches: Reaches, button: str
) -> None:
    keyboard = opens(KeyboardVisitor, **DESK)
    assert isinstance(keyboard, KeyboardVisitor)
    reaches(keyboard)
    keyboard.presses(button)
    assert keyboard.error.startswith("Select a time")
    keyboard.activates(keyboard.page.locator(".govuk-error-summary a"))
    times = keyboard.page.locator("main input[type=radio]")
    for number in range(times.count()):
        assert keyboard.is_on(times.nth(number))
        keyboard.steps("ArrowDown")
    assert keyboard.is_on(times.first)
    keyboard.steps("Tab")
    assert not keyboard.is_on(times.nth(1))


@pytest.mark.parametrize("device", DEVICES)
def test_the_time_that_was_chosen_is_still_marked(opens: NewVisitor, device: dict[str, Any]) -> None:
    visitor = reaches_times(opens(**device))
    chosen = visitor.options[5]
    visitor.answers(chosen)
    visitor.follows("Back")
    assert visitor.heading == "When can we come?"
    assert visitor.page.locator("main input[type=radio]:checked").count() == 1
    assert visitor.page.get_by_label(chosen, exact=True).is_checked()
