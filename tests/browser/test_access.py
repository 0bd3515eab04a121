"""A few pages of each kind through every check of `make access`, which looks at all of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve

from repairs.council.models import PhoneLine
from repairs.roles import PLANNERS, REPAIRS_ADMINS
from tests.access.checks import CHECKS
from tests.access.in_chromium import Viewer
from tests.access.server import serving
from tests.log.staff import BACKEND
from tests.tables.builders import staff
from tests.walk.shown import Shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROKEN = """<!DOCTYPE html><html><head><title>Error: Nothing</title></head><body>
<div class="govuk-error-summary"><a href="#nowhere">Enter it</a></div><p class="govuk-error-message">Enter it</p>
<div style="width: 900px">Wider than the screen</div><span style="display: inline-block; width: 50px">NM1 2AB</span>
<a href="/" style="font-size: 8px">a</a><a href="/" style="font-size: 8px">b</a>
<button type="button" style="border: 0; appearance: none; outline: none"></button>
<input name="a" type="radio"><input name="a" type="radio"></body></html>"""


@pytest.fixture
def looks(browser: "Browser", northmere: None) -> Iterator[Viewer]:
    with serving({"/council.css": Client().get("/council.css").content.decode()}) as server:
        viewer = Viewer(browser, server)
        yield viewer
        for tab in viewer.tabs.values():
            tab.context.close()


def shown(client: Client, address: str, sent: dict[str, Any] | None = None) -> Shown:
    answer = client.get(address, follow=True) if sent is None else client.post(address, sent)
    html, policy = answer.content.decode(), answer.headers.get("Content-Security-Policy", "")
    return Shown(address, "", address, "", answer.status_code, html, resolve(address).view_name, policy)


def found_on(looks: Viewer, *pages: Shown) -> dict[str, list[str]]:
    return {f"{page.address}: {check}": wrong for page in pages for check, wrong in looks.finds(page).items() if wrong}


def test_pages_of_residents(looks: Viewer) -> None:
    somebody = Client()
    assert not found_on(
        looks, shown(somebody, "/"), shown(somebody, "/report/"), shown(somebody, "/find/", {"reference": "?"})
    )


def test_pages_of_staff(looks: Viewer) -> None:
    planner = staff(PLANNERS, username="pat")
    assert not found_on(
        looks, shown(Client(), "/staff/sign-in/", {}), shown(planner, "/staff/"), shown(planner, "/staff/planning/")
    )


def test_pages_of_the_admin(looks: Viewer) -> None:
    robin, line = staff(REPAIRS_ADMINS, username="robin"), PhoneLine.objects.earliest("pk")
    lines = "/admin/council/phoneline/"
    assert not found_on(
        looks,
        shown(robin, lines),
        shown(robin, f"{lines}{line.pk}/change/", {"name": "", "hours-TOTAL_FORMS": "0", "hours-INITIAL_FORMS": "0"}),
    )


def test_the_page_of_somebody_who_signs_in(looks: Viewer) -> None:
    boss, client = User.objects.create_superuser("boss"), Client()
    client.force_login(boss, backend=BACKEND)
    assert not found_on(looks, shown(client, f"/admin/auth/user/{boss.pk}/change/"))


def test_each_check_finds_what_is_wrong(looks: Viewer) -> None:
    found = looks.finds(Shown("broken", "", "/broken/", "", 200, BROKEN, "", ""))
    assert [check.name for check in CHECKS if not found[check.name]] == []
