from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from repairs.council.details import forget_details
from repairs.urls import *  # noqa: F403
from repairs.urls import urlpatterns as real
from tests.govuk.html import find
from tests.page_lint import PageClient

FAULTS: dict[str, Exception] = {
    "problem": RuntimeError("it broke"),
    "away": OperationalError("no database"),
    "denied": PermissionDenied(),
    "odd": SuspiciousOperation(),
    "big": RequestDataTooBig(),
}


def fail(request: HttpRequest, fault: str) -> HttpResponse:
    raise FAULTS[fault]


urlpatterns = [path("fail/<slug:fault>/", fail), *real]
pytestmark = pytest.mark.urls("tests.pages.test_error_pages")


@pytest.fixture
def quiet(browser: PageClient, caplog: pytest.LogCaptureFixture) -> PageClient:
    browser.raise_request_exception = False
    return browser


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/nothing-here/", 404, "Page not found"),
        ("/fail/problem/", 500, "There is a problem with the service"),
        ("/fail/away/", 503, "The service is not available"),
        ("/fail/denied/", 403, "You cannot see this page"),
        ("/fail/odd/", 400, "We could not understand that"),
        ("/fail/big/", 413, "What you sent is too big"),
    ],
)
def test_a_fault_has_a_page_with_a_number_to_ring(quiet: PageClient, path: str, status: int, heading: str) -> None:
    answer = quiet.get(path)
    page = find(answer.content.decode())
    assert (answer.status_code, page.one("h1").text) == (status, heading)
    assert page.one(".council-help a")["href"].startswith("tel:01632")
    assert answer["Cache-Control"] == "no-store"


def test_a_form_from_elsewhere_says_what_became_of_the_answers(council: None) -> None:
    strict = PageClient(enforce_csrf_checks=True)
    answer = strict.post("/fail/problem/")
    assert answer.status_code == 403
    assert "not saved" in find(answer.content.decode()).one("main").text


class Away:
    """A database that answers nothing."""

    def __call__(self, *args: Any) -> Any:
        raise OperationalError("the database is away")


def test_without_the_database_the_last_known_number_is_shown(quiet: PageClient) -> None:
    quiet.get("/")
    forget_details()
    with connection.execute_wrapper(Away()):
        answer = quiet.get("/")
        health = quiet.get("/health/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert find(answer.content.decode()).one(".council-help a")["href"].startswith("tel:01632")
    assert (health.status_code, health.json()["status"]) == (503, "unavailable")


def test_without_any_council_there_is_still_a_page(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from repairs.govuk import shown_council

    forget_details()
    monkeypatch.setattr(shown_council, "_seen", [shown_council.NOBODY])
    answer = PageClient(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Ring your council." in find(answer.content.decode()).one("footer").text
