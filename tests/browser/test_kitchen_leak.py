"""A tenant on a small phone reports a leak under the kitchen sink and leaves with a booked time."""

from typing import Any

import pytest

from repairs.log.models import Repair, WorksOrder
from repairs.report.models import Draft
from tests.browser.conftest import NewVisitor
from tests.browser.devices import PHONE, PLAIN_PHONE
from tests.browser.visitor import Visitor
from tests.journeys.steps import reaches_check

PAGES = 11
WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT = "with JavaScript", "without JavaScript"


@pytest.mark.parametrize(
    ("device", "requests"),
    [pytest.param(PHONE, 12, id=WITH_JAVASCRIPT), pytest.param(PLAIN_PHONE, 22, id=WITHOUT_JAVASCRIPT)],
)
def test_few_pages_and_requests_lead_to_check_answers_and_one_more_to_a_booked_time(
    opens: NewVisitor, device: dict[str, Any], requests: int
) -> None:
    visitor, pages = opens(**device), list[str]()
    visitor.at_every_page = lambda: pages.append(visitor.heading)
    reaches_check(visitor)
    assert pages[-1] == "Check your answers"
    assert len(pages[1:]) <= PAGES, pages
    assert len(visitor.witness.besides_static()) <= requests
    sends(visitor)


def sends(visitor: Visitor) -> None:
    visitor.presses("Send report and book appointment")
    assert visitor.heading == "We have your report"
    assert Repair.objects.get().reference in visitor.says
    assert WorksOrder.objects.count() == 1


@pytest.mark.parametrize(
    "device", [pytest.param(PHONE, id=WITH_JAVASCRIPT), pytest.param(PLAIN_PHONE, id=WITHOUT_JAVASCRIPT)]
)
def test_reload_back_and_forward_ask_for_pages_and_lose_nothing(opens: NewVisitor, device: dict[str, Any]) -> None:
    visitor = opens(**device)
    visitor.at_every_page = lambda: goes_over_it_again(visitor)
    reaches_check(visitor)
    visitor.at_every_page = lambda: None
    sends(visitor)


def goes_over_it_again(visitor: Visitor) -> None:
    here = (visitor.heading, visitor.given, visitor.page.url)
    so_far = len(visitor.witness.asked)
    visitor.page.reload()
    assert (visitor.heading, visitor.given, visitor.page.url) == here
    if visitor.page.url != f"{visitor.site}/":
        visitor.page.go_back()
        assert visitor.heading != here[0]
        visitor.page.go_forward()
        assert (visitor.heading, visitor.given, visitor.page.url) == here
    assert {one.method for one in visitor.witness.asked[so_far:]} == {"GET"}


def test_going_back_to_the_first_question_begins_no_second_report(phone: Visitor) -> None:
    phone.starts()
    phone.answers("None of these")
    phone.types(postcode="NM1 2AB").presses()
    for _ in range(2):
        phone.page.go_back()
    assert phone.given == ["option: none"]
    phone.presses()
    assert phone.heading == "Which home needs the repair?"
    assert Draft.objects.count() == 1


def test_going_back_over_a_mistake_is_no_dead_end(phone: Visitor) -> None:
    phone.starts()
    phone.presses()
    assert phone.error.startswith("Select an answer")
    phone.answers("None of these")
    phone.types(postcode="nowhere").presses()
    assert phone.error == "Enter a full UK postcode, like NM1 2AB"
    phone.types(postcode="NM1 2AB").presses()
    for heading in ["What is the postcode of the home?"] * 2 + ["Are any of these happening?"] * 2:
        phone.page.go_back()
        assert phone.heading == heading
