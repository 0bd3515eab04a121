"""Pages beside the usual way. Each is checked as it comes: see `tests.browser.visitor`."""

import re
from typing import Any

import pytest
from django.core.management import call_command

from repairs.demo.seed import FIXTURES
from repairs.log.models import Repair
from tests.browser.conftest import NewVisitor
from tests.browser.devices import DESK, PHONE
from tests.browser.visitor import Visitor
from tests.journeys.steps import answers_about_home, gives_home, reaches_check, tells_of_kitchen_leak

ADDRESSES = ["/", "/report/", "/cookies/", "/privacy/", "/accessibility/", "/contact/"]
LATER = re.compile("Later dates|Dates after")
"""At some hours of some days there is no time before the target, so the first dates are after it too."""
TENURES = ["leasehold", "right-to-buy", "temporary", "not-sure"]


@pytest.fixture
def at_home(phone: Visitor) -> Visitor:
    phone.starts()
    phone.answers("None of these")
    return phone


@pytest.mark.parametrize("device", [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def test_pages_about_the_service(opens: NewVisitor, device: dict[str, Any]) -> None:
    visitor = opens(**device)
    for address in ADDRESSES:
        visitor.goes_to(address)
    visitor.is_refused("/nothing-here/", 404)
    assert visitor.heading == "Page not found"


def test_a_report_of_someone_else(phone: Visitor) -> None:
    phone.is_refused("/report/0b7c6f0e-3a56-4a2b-8f35-0c1d9a8e7f60/check/", 404)
    assert phone.heading == "We cannot open this report here"


def test_a_form_that_has_lost_its_cookies(phone: Visitor) -> None:
    phone.goes_to("/report/")
    phone.page.context.clear_cookies()
    phone.presses()
    assert "403" in phone.witness.complaints.pop()
    assert phone.heading == "We could not save that page"


def test_a_tower_of_two_hundred_homes(at_home: Visitor) -> None:
    call_command("import_homes", str(FIXTURES / "homes.csv"), verbosity=0)
    at_home.types(postcode="NM1 4HP").presses()
    assert len(at_home.options) == 201
    at_home.types(find="27").presses("Find")
    assert at_home.options[0].startswith("Flat 27")
    assert len(at_home.options) == 2
    at_home.follows("Show all homes")
    at_home.types(find="no such flat").presses("Find")
    assert len(at_home.options) == 201


@pytest.mark.parametrize("tenure", TENURES)
def test_homes_that_are_not_plain_tenancies(at_home: Visitor, tenure: str) -> None:
    gives_home(at_home, "3 Test Street, Northmere")
    at_home.picks(tenure=tenure).presses()
    at_home.presses()
    assert at_home.heading == "Where is the water?"


def test_an_address_that_is_not_listed(at_home: Visitor) -> None:
    at_home.types(postcode="SW1A 1AA").presses()
    at_home.presses("Give my address")
    at_home.presses()
    assert at_home.error
    at_home.types(line_1="1 New Road", town="Northmere").presses()
    assert at_home.heading == "Where is the water?"


def test_later_dates_and_none_that_suit(at_home: Visitor) -> None:
    gives_home(at_home)
    tells_of_kitchen_leak(at_home)
    answers_about_home(at_home)
    at_home.presses()
    first = at_home.options
    at_home.follows(LATER)
    assert at_home.options[0] not in first
    at_home.follows("Earlier dates")
    assert at_home.options == first
    at_home.answers("None of these suit me")
    at_home.chooses(at_home.options[0]).presses()
    assert at_home.heading == "How can we contact you?"


def test_a_page_without_its_answer_says_so_and_leads_to_the_field(phone: Visitor) -> None:
    phone.at_every_page = lambda: is_told_what_is_missing(phone)
    reaches_check(phone)
    assert phone.heading == "Check your answers"


def is_told_what_is_missing(visitor: Visitor) -> None:
    if not visitor.button("Continue").count() or visitor.heading == "Tell us more about the problem":
        return
    again, visitor.at_every_page = visitor.at_every_page, lambda: None
    visitor.presses()
    assert visitor.page.title().startswith("Error: ")
    assert visitor.page.locator(".govuk-error-summary:focus").count()
    visitor.page.locator(".govuk-error-summary a").first.click()
    assert visitor.page.locator("main :focus").is_visible()
    visitor.at_every_page = again


def test_the_repair_by_its_link_on_another_phone(phone: Visitor, opens: NewVisitor) -> None:
    reaches_check(phone)
    phone.presses("Send report and book appointment")
    link = phone.page.locator(".council-long-link").inner_text()
    other = opens(**PHONE)
    other.goes_to(link)
    other.presses("See my repair")
    assert Repair.objects.get().reference in other.says
    phone.follows("See your repair")
    assert phone.heading == other.heading
    other.is_refused("/r/not-a-link", 404)
