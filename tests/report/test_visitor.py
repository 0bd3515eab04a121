"""What a browser keeps of the reports that it began, and when it is told of them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory

from repairs.report.visitor import COOKIE, LASTS_SECONDS, SENT_ANEW_SECONDS, known_drafts, remember

FIRST, SECOND = uuid4(), uuid4()

pytestmark = pytest.mark.usefixtures("clock")


def told_of(draft: UUID, cookie: str = "") -> str:
    """The cookie that a browser with this one is sent. Empty where it is sent none."""
    request, response = RequestFactory().get("/"), HttpResponse()
    request.COOKIES = {COOKIE: cookie} if cookie else {}
    remember(request, response, draft)
    return response.cookies[COOKIE].value if COOKIE in response.cookies else ""


def knows(cookie: str) -> list[UUID]:
    request = RequestFactory().get("/")
    request.COOKIES = {COOKIE: cookie}
    return list(known_drafts(request))


def test_a_report_is_told_once() -> None:
    assert knows(told_of(FIRST)) == [FIRST]
    assert told_of(FIRST, told_of(FIRST)) == ""


def test_whoever_goes_on_with_it_is_told_again_so_that_it_lasts(clock: time_machine.Traveller) -> None:
    cookie = told_of(FIRST)
    clock.shift(timedelta(seconds=SENT_ANEW_SECONDS))
    again = told_of(FIRST, cookie)
    clock.shift(timedelta(seconds=LASTS_SECONDS - 1))
    assert knows(again) == [FIRST]
    assert knows(cookie) == []


def test_the_report_that_is_gone_on_with_comes_first() -> None:
    both = told_of(SECOND, told_of(FIRST))
    assert knows(both) == [SECOND, FIRST]
    assert knows(told_of(FIRST, both)) == [FIRST, SECOND]


def test_a_cookie_that_is_not_ours_is_replaced() -> None:
    for cookie in ("", "nothing", f"{FIRST}:not:signed", "::"):
        assert knows(told_of(FIRST, cookie)) == [FIRST]
