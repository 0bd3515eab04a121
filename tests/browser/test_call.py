"""Calls at a real browser: by keyboard alone, in danger, several at once, and at a home with alerts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from repairs.homes.models import Alert, Home
from repairs.log.models import CallBack, Repair
from tests.browser.access_keys import AccessKeyVisitor
from tests.browser.conftest import NewVisitor
from tests.contact_centre.agent import Agent
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.log.builders import without_a_time
from tests.sign_in.colleague import someone

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
MOST_PRESSED, MOST_PAGES = 60, 13

AtWork = Callable[..., AccessKeyVisitor]


@pytest.fixture
def at_work(opens: NewVisitor) -> AtWork:
    """An agent who is signed in already."""

    def agent(**device: Any) -> AccessKeyVisitor:
        visitor = opens(AccessKeyVisitor, **device)
        assert isinstance(visitor, AccessKeyVisitor)
        cookie = settings.SESSION_COOKIE_NAME
        signed_in = Agent().client.cookies[cookie].value
        visitor.page.context.add_cookies([{"name": cookie, "value": signed_in, "url": visitor.site}])
        return visitor

    return agent


def test_a_leak_is_logged_with_few_keys(opens: NewVisitor) -> None:
    someone()
    agent = opens(AccessKeyVisitor, **DESK)
    assert isinstance(agent, AccessKeyVisitor)
    agent.signs_in()
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent)
    tells_of_kitchen_leak(agent)
    answers_about_home(agent)
    agent.presses()
    takes_first_time(agent)
    agent.says_who_calls()
    gives_contact(agent)
    agent.presses("Send report")
    assert agent.heading == "Read this out"
    assert Repair.objects.get().appointment
    assert agent.pressed <= MOST_PRESSED
    assert agent.pages <= MOST_PAGES


def test_an_emergency_on_a_narrow_screen(at_work: AtWork) -> None:
    agent = at_work(**NARROW)
    agent.takes_call()
    agent.answers("A ceiling is bulging, sagging or has come down")
    assert "Make it safe first" in agent.says
    assert CallBack.objects.get().reason == "emergency"
    agent.presses()
    gives_home(agent)
    agent.presses()
    agent.says_who_calls()
    gives_contact(agent)
    agent.presses("Send report")
    assert "This is an emergency" in agent.says
    assert CallBack.objects.get().repair == Repair.objects.get()


def test_calls_in_tabs_do_not_mix(at_work: AtWork, opens: NewVisitor) -> None:
    first = at_work(**DESK)
    tabs = [first, *(opens(AccessKeyVisitor, beside=first) for _ in range(2))]
    homes = [f"{number} Test Street" for number in (1, 2, 99)]
    for tab in tabs:
        assert isinstance(tab, AccessKeyVisitor)
        tab.takes_call()
    for tab in tabs:
        tab.answers("None of these")
    for tab, home in zip(tabs, homes, strict=True):
        gives_home(tab, f"{home}, Northmere")
    for tab, where in zip(reversed(tabs), ("Kitchen", "Loft or roof space", "Outside the home"), strict=True):
        tab.answers(where)
    for tab, home in zip(tabs, homes, strict=True):
        tab.page.reload()
        assert tab.page.title().startswith(f"{home}: ")
        assert tab.page.locator("#home-facts h2").inner_text() == f"{home}, Northmere"
    assert len({tab.heading for tab in tabs}) == 3
    first.goes_to("/staff/calls/")
    assert all(home in first.says for home in homes)


@pytest.mark.parametrize("device", [DESK, NARROW], ids=["desk", "narrow"])
def test_what_to_know_of_the_home_leads_and_one_key_shows_it(at_work: AtWork, device: dict[str, Any]) -> None:
    home = Home.objects.get(line_1="1 Test Street")
    Alert.objects.create(home=home, kind=Alert.Kind.PERSON, code="D", text="Big dog", calls_back=True)
    without_a_time()
    agent = at_work(**device)
    agent.goes_to(f"/staff/homes/{home.pk}/")
    agent.presses("Begin a report")
    agent.answers("None of these")
    short = agent.page.get_by_role("link", name="Ring before a visit. 1 alert, 1 open repair")
    assert agent.heading == "Where is the water?"
    assert short.bounding_box()["y"] < agent.page.locator("h1").bounding_box()["y"]  # type: ignore[index]
    agent.uses_key(short)
    expect(agent.page.locator("#home-facts")).to_be_focused()
    expect(agent.page.get_by_text("Big dog")).to_be_in_viewport()
