"""A resident's side of a hand-over, on a phone of 320 pixels, with and without JavaScript."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from repairs.log.draft_links import url_in
from repairs.log.models import Message
from repairs.report.hands import send_to_resident, take_over
from repairs.report.models import Draft
from repairs.report.short_code import code_of
from tests.browser.conftest import NewVisitor
from tests.browser.devices import PHONE, PLAIN_PHONE
from tests.browser.visitor import Visitor

WITH_AND_WITHOUT = pytest.mark.parametrize(
    "device", [pytest.param(PHONE, id="with JavaScript"), pytest.param(PLAIN_PHONE, id="without JavaScript")]
)


def code_on(visitor: Visitor) -> str:
    code = visitor.page.locator(".council-help strong")
    return code.inner_text() if code.count() else ""


def taken_over() -> None:
    agent = User.objects.create_user("sam")
    assert take_over(Draft.objects.get(), agent.pk, "phone", timezone.now())


@WITH_AND_WITHOUT
def test_the_code_is_on_every_page_from_the_first_answer_on(opens: NewVisitor, device: dict[str, Any]) -> None:
    visitor = opens(**device)
    visitor.starts()
    assert code_on(visitor) == ""
    visitor.answers("None of these")
    assert code_on(visitor) == code_of(Draft.objects.get().pk)
    visitor.page.reload()
    assert code_on(visitor) == code_of(Draft.objects.get().pk)


@WITH_AND_WITHOUT
def test_they_read_that_one_of_us_carries_on_and_take_it_back(opens: NewVisitor, device: dict[str, Any]) -> None:
    visitor = opens(**device)
    visitor.starts()
    visitor.answers("None of these")
    taken_over()
    visitor.types(postcode="NM1 2AB").presses()
    assert visitor.heading == "One of us carries on with this for you"
    visitor.presses("Go on by myself")
    assert visitor.heading == "What is the postcode of the home?"


@WITH_AND_WITHOUT
def test_another_phone_goes_on_with_a_link(opens: NewVisitor, device: dict[str, Any]) -> None:
    first, other = opens(**device), opens(**device)
    first.starts()
    first.answers("None of these")
    taken_over()
    assert send_to_resident(Draft.objects.get(), Message.Channel.TEXT, "07700 900123", timezone.now())
    other.goes_to(url_in(Message.objects.get()))
    other.presses("Go on with my report")
    assert other.heading == "What is the postcode of the home?"
    other.types(postcode="NM1 2AB").presses()
    assert other.heading == "Which home needs the repair?"
