import pytest
import time_machine
from django.conf import settings

from repairs.council.details import forget_details
from repairs.council.models import Council
from repairs.log import access
from repairs.report import visitor
from tests.govuk.html import find
from tests.page_lint import PageClient

SUNDAY, TUESDAY, BANK_HOLIDAY = "2026-11-22T10:00Z", "2026-11-24T10:00Z", "2026-12-25T10:00Z"


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/", "Report a repair"),
        ("/cookies/", "Cookies"),
        ("/privacy/", "Privacy"),
        ("/accessibility/", "Accessibility statement"),
        ("/contact/", "Contact us"),
    ],
)
def test_a_page_about_the_service(browser: PageClient, path: str, heading: str) -> None:
    page = find(browser.get(path).content.decode())
    assert page.one("h1").text == heading


def test_the_start_page_leads_into_a_report_and_warns_about_gas(browser: PageClient) -> None:
    page = find(browser.get("/").content.decode())
    assert page.one(".govuk-button--start")["href"] == "/report/"
    assert page.one(".govuk-warning-text a")["href"] == "tel:0800111999"


@pytest.mark.parametrize(
    ("moment", "number"),
    [(SUNDAY, "tel:01632960002"), (TUESDAY, "tel:01632960001"), (BANK_HOLIDAY, "tel:01632960002")],
)
def test_help_is_the_number_that_someone_answers_now(browser: PageClient, moment: str, number: str) -> None:
    with time_machine.travel(moment, tick=False):
        page = find(browser.get("/cookies/").content.decode())
    assert page.one(".council-help a")["href"] == number


def test_help_and_links_are_the_same_at_the_end_of_every_page(browser: PageClient) -> None:
    feet = {find(browser.get(path).content.decode()).one("footer").text for path in ("/", "/privacy/", "/contact/")}
    assert len(feet) == 1


def test_each_cookie_that_is_set_is_named(browser: PageClient) -> None:
    words = find(browser.get("/cookies/").content.decode()).one("main").text
    for cookie in (visitor.COOKIE, access.COOKIE, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME):
        assert cookie in words


def test_reading_a_page_sets_no_cookie(browser: PageClient) -> None:
    assert not browser.get("/").cookies


def test_the_council_has_its_own_colour(browser: PageClient) -> None:
    Council.objects.update(brand_colour="#551155")
    forget_details()
    page = find(browser.get("/").content.decode())
    assert "/council.css?551155" in [link["href"] for link in page.all("link")]
    css = browser.get("/council.css")
    assert b"--govuk-brand-colour:#551155" in css.content
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert "max-age=3600" in css["Cache-Control"]
    assert browser.get("/council.css", headers={"if-none-match": css["ETag"]}).status_code == 304


def test_the_service_says_that_it_is_well(browser: PageClient) -> None:
    answer = browser.get("/health/")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_staff_sign_in_under_the_councils_colour(browser: PageClient) -> None:
    page = browser.get("/admin/", follow=True).content.decode()
    assert "/council.css" in page
    assert "style=" not in page
    assert "Report a repair: staff" in page
