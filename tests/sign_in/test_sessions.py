"""Where somebody is signed in, and how they or those who look after people end it."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from tests.log.staff import BACKEND
from tests.page_lint import PageClient
from tests.sign_in.colleague import PASSWORD, is_in, signs_in, someone

SESSIONS = "/staff/sessions/"


@pytest.fixture
def elsewhere(browser: PageClient) -> PageClient:
    """Sam in another browser than `browser`, where sam is signed in too; and ann in one of her own."""
    someone(), someone("ann")
    other = PageClient()
    signs_in(other), signs_in(browser)
    return other


def test_a_person_sees_where_they_are_signed_in(elsewhere: PageClient, browser: PageClient) -> None:
    page = browser.get(SESSIONS).content.decode()
    assert (page.count("In this browser"), page.count("In another browser")) == (1, 1)
    elsewhere.post("/staff/sign-out/")
    assert "nowhere else" in browser.get(SESSIONS).content.decode()


def test_with_the_password_they_end_the_others(elsewhere: PageClient, browser: PageClient) -> None:
    ann = PageClient()
    signs_in(ann, "ann")
    browser.post(SESSIONS, {"proof": PASSWORD})
    assert [is_in(one) for one in (browser, elsewhere, ann)] == [True, False, True]


@pytest.mark.parametrize("typed", ["", "not-the-password", "x" * 5000])
def test_without_it_nothing_ends(elsewhere: PageClient, browser: PageClient, typed: str) -> None:
    assert "Sign out everywhere else" in browser.post(SESSIONS, {"proof": typed}).content.decode()
    assert is_in(elsewhere)


def test_whoever_guesses_it_waits(elsewhere: PageClient, browser: PageClient) -> None:
    answers = [browser.post(SESSIONS, {"proof": "wrong"}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_whoever_looks_after_people_ends_all_of_theirs(elsewhere: PageClient, browser: PageClient) -> None:
    boss = PageClient()
    boss.force_login(User.objects.create_superuser("boss"), backend=BACKEND)
    chosen = {"action": "sign_out", "_selected_action": [User.objects.get(username="sam").pk]}
    boss.post(reverse("admin:auth_user_changelist"), chosen)
    assert [is_in(one) for one in (browser, elsewhere, boss)] == [False, False, True]
