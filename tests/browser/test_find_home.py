"""An agent finds a home while they type, by keyboard and by touch, and without JavaScript all the same."""

import re
from typing import Any

import pytest
from django.conf import settings as configured
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK
from tests.browser.page_checks import axe_findings, wider_than_the_screen
from tests.browser.visitor import Visitor
from tests.contact_centre.agent import Agent

NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True}


def at_work(opens: NewVisitor, **device: Any) -> Visitor:
    """Signed in, on the first page."""
    visitor, agent = opens(**device), Agent()
    name = configured.SESSION_COOKIE_NAME
    visitor.page.context.add_cookies([{"name": name, "value": agent.client.cookies[name].value, "url": visitor.site}])
    visitor.goes_to("/staff/")
    return visitor


def types(visitor: Visitor, words: str) -> None:
    box = visitor.page.get_by_role("combobox", name="Find a home or a caller")
    box.click()
    box.press_sequentially(words)
    expect(visitor.page.get_by_role("option").first).to_be_visible()


@pytest.mark.parametrize("device", [DESK, NARROW], ids=["desk", "narrow"])
def test_a_home_is_chosen_with_the_keyboard(opens: NewVisitor, device: dict[str, Any]) -> None:
    agent = at_work(opens, **device)
    types(agent, "test street")
    box, options = agent.page.get_by_role("combobox"), agent.page.get_by_role("option")
    expect(agent.page.get_by_role("status")).to_have_text("6 homes. Up and down arrows choose one.")
    assert axe_findings(agent.page) + wider_than_the_screen(agent.page) == []
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    assert axe_findings(agent.page) == []
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(options).to_have_count(6)
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowDown")
    with agent.to_next_page():
        box.press("Enter")
    assert agent.heading == "1 Test Street, Northmere"


def test_a_home_is_chosen_with_a_finger(opens: NewVisitor) -> None:
    agent = at_work(opens, **NARROW)
    types(agent, "2 test")
    with agent.to_next_page():
        agent.page.get_by_role("option").first.tap()
    assert agent.heading == "2 Test Street, Northmere"


def test_enter_looks_for_what_was_typed(opens: NewVisitor) -> None:
    agent = at_work(opens, **DESK)
    types(agent, "test street")
    with agent.to_next_page():
        agent.page.keyboard.press("Enter")
    assert "7 homes" in agent.says
    assert "test" not in agent.page.url


def test_a_home_that_is_suggested_answers_the_report(opens: NewVisitor) -> None:
    agent = at_work(opens, **NARROW)
    agent.follows("Calls")
    agent.presses("Begin a report")
    agent.answers("None of these")
    agent.follows("Find the home another way")
    box = agent.page.get_by_role("combobox", name="Find the home")
    box.press_sequentially("1 test")
    expect(agent.page.get_by_role("option")).to_have_count(1)
    box.press("ArrowDown")
    with agent.to_next_page():
        box.press("Enter")
    assert agent.heading == "Where is the water?"


def test_everything_works_without_script(opens: NewVisitor) -> None:
    agent = at_work(opens, **{**NARROW, "java_script_enabled": False})
    agent.types(words="1 test street").presses("Find")
    agent.follows("1 Test Street")
    agent.presses("Begin a report for this home")
    assert "/staff/calls/" in agent.page.url
