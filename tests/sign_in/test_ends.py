"""How long somebody stays signed in, and what becomes of what they typed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, User

from repairs.roles import DIAGNOSIS_VIEWERS
from tests.page_lint import PageClient
from tests.sign_in.colleague import PASSWORD, is_in, signs_in, someone

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CHANGE = "/staff/password/"


@pytest.fixture
def sam(browser: PageClient) -> User:
    user = someone()
    signs_in(browser)
    return user


@pytest.mark.parametrize(("pause", "still_in"), [(29 * MINUTE, True), (30 * MINUTE, False)])
def test_thirty_minutes_with_nothing_end_it(
    sam: User, browser: PageClient, clock: time_machine.Traveller, pause: timedelta, still_in: bool
) -> None:
    clock.shift(pause)
    assert is_in(browser) is still_in


def test_after_twelve_hours_it_ends_however_busy(sam: User, browser: PageClient, clock: time_machine.Traveller) -> None:
    for _ in range(35):
        clock.shift(20 * MINUTE)
        assert is_in(browser)
    clock.shift(20 * MINUTE)
    page = browser.get("/staff/", follow=True).content.decode()
    assert "because you signed in so long ago" in page


def test_asking_how_long_is_left_keeps_nobody_in(sam: User, browser: PageClient, clock: time_machine.Traveller) -> None:
    left = []
    for _ in range(4):
        left.append(browser.get("/staff/time-left/").json()["seconds"])
        clock.shift(10 * MINUTE)
    assert left == [1800, 1200, 600, 0]
    assert not is_in(browser)


def test_before_the_longest_time_ends_no_press_is_offered(
    sam: User, browser: PageClient, clock: time_machine.Traveller
) -> None:
    for _ in range(35):
        clock.shift(20 * MINUTE)
        assert is_in(browser)
    assert browser.get("/staff/time-left/").json() == {"seconds": 1200, "can_stay": False}


def test_one_press_keeps_somebody_in(sam: User, browser: PageClient, clock: time_machine.Traveller) -> None:
    clock.shift(28 * MINUTE)
    assert browser.post("/staff/stay/").status_code == 204
    assert browser.get("/staff/time-left/").json() == {"seconds": 1800, "can_stay": True}


def test_whoever_comes_back_is_told_why(sam: User, browser: PageClient, clock: time_machine.Traveller) -> None:
    clock.shift(HOUR)
    page = browser.get("/staff/", follow=True).content.decode()
    assert "You were signed out because nothing happened for 30 minutes" in page


def test_what_was_sent_too_late_is_sent_after_signing_in(
    sam: User, browser: PageClient, clock: time_machine.Traveller
) -> None:
    page = "/admin/log/callback/1/change/"
    clock.shift(HOUR)
    typed = {"note": "Rang twice.\nNo answer <b>", "done": "on", "old_password": "never kept"}
    assert browser.post(page, typed).headers["Location"] == f"/staff/sign-in/?next={page}"
    led = signs_in(browser, next=page).headers["Location"]
    shown = browser.get(led).content.decode()
    assert f'<form method="post" action="{page}">' in shown
    assert 'name="note" value="Rang twice.\nNo answer &lt;b&gt;"' in shown
    assert "never kept" not in shown
    browser.post(page, typed)
    assert browser.get(led).headers["Location"] == page


def test_somebody_else_who_signs_in_does_not_get_it(
    sam: User, browser: PageClient, clock: time_machine.Traveller
) -> None:
    someone("ann")
    clock.shift(HOUR)
    browser.post("/admin/log/callback/1/change/", {"note": "Rang twice"})
    assert signs_in(browser, "ann", next="/admin/log/callback/1/change/").headers["Location"].startswith("/admin/")
    assert browser.get("/staff/carry-on/?next=/admin/log/callback/1/change/").status_code == 302


def test_a_stranger_can_put_nothing_aside(browser: PageClient) -> None:
    browser.post("/admin/log/callback/1/change/", {"note": "x"})
    assert "staff_aside" not in browser.session


def test_a_disabled_person_is_out_at_the_next_page(sam: User, browser: PageClient) -> None:
    assert is_in(browser)
    User.objects.update(is_active=False)
    assert not is_in(browser)


def test_new_groups_count_at_the_next_page(sam: User, browser: PageClient) -> None:
    assert browser.get("/admin/log/callback/").status_code == 200
    sam.groups.set([Group.objects.get(name=DIAGNOSIS_VIEWERS.name)])
    assert browser.get("/admin/log/callback/").status_code == 403
    assert browser.get("/admin/diagnosis/publishedtree/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wrong", "four very odd words", "not the password that you have now"),
        (PASSWORD, "short", "too short"),
        (PASSWORD, "password1234", "too common"),
        (PASSWORD, "Northmere-Repairs-2026!", "easy to guess here"),
        ("", "", "Enter the password that you have now"),
    ],
)
def test_a_password_that_will_not_do(sam: User, browser: PageClient, old: str, new: str, said: str) -> None:
    assert said in browser.post(CHANGE, {"old": old, "new": new}).content.decode()
    sam.refresh_from_db()
    assert sam.check_password(PASSWORD)


def test_a_new_password_ends_the_sessions_elsewhere(sam: User, browser: PageClient) -> None:
    elsewhere = PageClient()
    signs_in(elsewhere)
    done = browser.post(CHANGE, {"old": PASSWORD, "new": "four very odd words"}, follow=True)
    assert "Your password has changed" in done.content.decode()
    assert is_in(browser)
    assert not is_in(elsewhere)
    assert signs_in(elsewhere, password="four very odd words").status_code == 302
