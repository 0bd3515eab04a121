"""A code from an app after the password."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.checks import run_checks
from pytest_django import Settings

from repairs.sign_in.models import RecoveryCode, SecondFactor
from repairs.sign_in.second_factor.codes import new_recovery_codes
from repairs.sign_in.second_factor.secrets import seal
from tests.conftest import NOW
from tests.page_lint import PageClient
from tests.sign_in.colleague import PASSWORD, is_in, signs_in, someone

CODE, SET_UP = "/staff/code/", "/staff/second-factor/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def asked_for(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def sam(browser: PageClient) -> User:
    user = someone()
    SecondFactor.objects.create(user=user, sealed=seal(SECRET), added_at=NOW)
    return user


def shown(steps: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(NOW, counter_offset=steps)


def enters(client: PageClient, code: str) -> bool:
    client.post(CODE, {"code": code})
    return is_in(client)


@pytest.mark.parametrize("page", ["/staff/", "/staff/password/", "/staff/recovery-codes/", "/admin/", "/try/1/"])
def test_the_password_alone_opens_nothing(sam: User, browser: PageClient, page: str) -> None:
    assert signs_in(browser).headers["Location"] == CODE
    assert browser.get(page, follow=True).redirect_chain[-1][0].startswith("/staff/sign-in/")


@pytest.mark.parametrize(("steps", "right"), [(0, True), (-1, True), (1, True), (-2, False), (2, False)])
def test_the_code_of_now_gets_in(sam: User, browser: PageClient, steps: int, right: bool) -> None:
    signs_in(browser, next="/admin/log/repair/")
    code = shown(steps)
    assert enters(browser, f"{code[:3]} {code[3:]}") is right


def test_afterwards_they_are_where_they_wanted_to_be(sam: User, browser: PageClient) -> None:
    signs_in(browser, next="/admin/log/repair/")
    assert browser.post(CODE, {"code": shown()}).headers["Location"] == "/admin/log/repair/"


@pytest.mark.parametrize("steps", [0, -1])
def test_a_code_that_was_used_is_refused(sam: User, browser: PageClient, steps: int) -> None:
    signs_in(browser)
    assert enters(browser, shown())
    thief = PageClient()
    signs_in(thief)
    assert not enters(thief, shown(steps))


@pytest.mark.parametrize("nonsense", ["", "000000", "٣٣٣٣٣٣", "1" * 5000, "abc", "\x00", "'; --"])
def test_nonsense_is_refused_and_said(sam: User, browser: PageClient, nonsense: str) -> None:
    signs_in(browser)
    page = browser.post(CODE, {"code": nonsense})
    assert "There is a problem" in page.content.decode()
    assert not is_in(browser)


def test_the_eleventh_code_waits_even_if_it_is_right(sam: User, browser: PageClient) -> None:
    signs_in(browser)
    for _ in range(10):
        enters(browser, "000000")
    locked = browser.post(CODE, {"code": shown()}, REMOTE_ADDR="192.0.2.77")
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "3600")


def test_after_ten_minutes_the_password_is_asked_again(
    sam: User, browser: PageClient, clock: time_machine.Traveller
) -> None:
    signs_in(browser)
    clock.shift(timedelta(minutes=11))
    assert browser.get(CODE).headers["Location"] == "/staff/sign-in/"


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"password": "x"}])
def test_whoever_is_put_out_half_way_stays_out(sam: User, browser: PageClient, change: dict[str, object]) -> None:
    signs_in(browser)
    User.objects.update(**change)
    assert not enters(browser, shown())


def test_a_recovery_code_gets_in_once(sam: User, browser: PageClient) -> None:
    first, *_ = new_recovery_codes(sam)
    signs_in(browser)
    assert enters(browser, first.upper())
    again = PageClient()
    signs_in(again)
    assert not enters(again, first)


def test_new_recovery_codes_are_asked_for_with_a_code(sam: User, browser: PageClient) -> None:
    signs_in(browser)
    enters(browser, shown())
    assert "Do you need longer?" not in browser.get("/staff/recovery-codes/").content.decode()
    assert "There is a problem" in browser.post("/staff/recovery-codes/", {"code": "000000"}).content.decode()


def test_somebody_elses_recovery_code_does_not(sam: User, browser: PageClient) -> None:
    theirs = new_recovery_codes(someone("ann"))
    signs_in(browser)
    assert not enters(browser, theirs[0])


def test_nothing_that_is_kept_can_be_used(sam: User) -> None:
    codes = new_recovery_codes(sam)
    kept = [SecondFactor.objects.get().sealed, *RecoveryCode.objects.values_list("code_hash", flat=True)]
    assert SECRET not in " ".join(kept)
    assert not any(code.replace("-", "") in " ".join(kept) for code in codes)


def test_another_secret_key_gets_nobody_in(sam: User, browser: PageClient, settings: Settings) -> None:
    settings.SECRET_KEY = "another" * 10
    signs_in(browser)
    assert not enters(browser, shown())


def test_a_new_secret_key_takes_over_from_the_one_before(sam: User, browser: PageClient, settings: Settings) -> None:
    first, second, *_ = new_recovery_codes(sam)
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
    settings.SECRET_KEY_FALLBACKS = [before]
    for code in (first, shown(), second):
        other = PageClient()
        signs_in(other)
        assert enters(other, code)
    settings.SECRET_KEY_FALLBACKS = []
    signs_in(browser)
    assert enters(browser, shown(1))


def test_an_app_of_the_key_before_is_no_use_once_that_is_gone(
    sam: User, browser: PageClient, settings: Settings
) -> None:
    settings.SECRET_KEY_FALLBACKS = ["a third one" * 6]
    test_another_secret_key_gets_nobody_in(sam, browser, settings)


@pytest.mark.parametrize("nonsense", ["\u0416", "\u0663" * 6, "\u00b2", "000000"])
def test_nonsense_sets_nothing_up(browser: PageClient, nonsense: str) -> None:
    someone()
    signs_in(browser)
    assert "There is a problem" in browser.post(SET_UP, {"code": nonsense}).content.decode()
    assert not SecondFactor.objects.exists()


def test_whoever_has_none_sets_it_up_before_they_get_in(browser: PageClient) -> None:
    someone()
    assert signs_in(browser, next="/admin/log/repair/").headers["Location"] == SET_UP
    page = browser.get(SET_UP).content.decode()
    secret = re.sub(r"\s", "", re.findall(r'staff-key"[^>]*>([A-Z2-7 ]+)<', page)[0])
    assert "<svg" in page
    mistaken = browser.post(SET_UP, {"code": "000000"}).content.decode()
    assert " ".join(re.findall("....", secret)) in mistaken
    assert not is_in(browser)
    done = browser.post(SET_UP, {"code": pyotp.TOTP(secret).at(NOW)}).content.decode()
    assert len(re.findall(r"<li>\w{5}-\w{5}</li>", done)) == 10
    assert 'href="/admin/log/repair/"' in done
    assert is_in(browser)
    again = PageClient()
    assert signs_in(again).headers["Location"] == CODE


def test_a_thief_with_the_password_cannot_set_up_another(sam: User, browser: PageClient) -> None:
    signs_in(browser)
    assert browser.get(SET_UP).headers["Location"] == CODE


def test_another_phone_needs_a_code_of_the_one_before(
    sam: User, browser: PageClient, clock: time_machine.Traveller
) -> None:
    signs_in(browser)
    enters(browser, shown())
    page = browser.get(SET_UP).content.decode()
    secret = re.sub(r"\s", "", re.findall(r'staff-key"[^>]*>([A-Z2-7 ]+)<', page)[0])
    new = pyotp.TOTP(secret)
    assert "This code does not work" in browser.post(SET_UP, {"old": "000000", "code": new.at(NOW)}).content.decode()
    clock.shift(STEP)
    done = browser.post(SET_UP, {"old": shown(1), "code": new.at(NOW + STEP)})
    assert "Keep your recovery codes" in done.content.decode()


def test_new_recovery_codes_are_asked_for_and_a_wrong_code_is_told(sam: User, browser: PageClient) -> None:
    signs_in(browser)
    enters(browser, shown())
    assert "code" in browser.get("/staff/recovery-codes/").content.decode()
    assert "This code does not work" in browser.post("/staff/recovery-codes/", {"code": "000000"}).content.decode()


def test_new_recovery_codes_end_the_old(sam: User, browser: PageClient, clock: time_machine.Traveller) -> None:
    before = new_recovery_codes(sam)
    signs_in(browser)
    enters(browser, shown())
    clock.shift(STEP)
    assert "Keep your recovery codes" in browser.post("/staff/recovery-codes/", {"code": shown(1)}).content.decode()
    again = PageClient()
    signs_in(again)
    assert not enters(again, before[0])


def test_whoever_may_change_people_resets_it_and_that_is_kept(sam: User, browser: PageClient) -> None:
    chief = User.objects.create_superuser("chief", password=PASSWORD)
    browser.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
    browser.post("/admin/auth/user/", {"action": "reset", "_selected_action": [sam.pk]})
    assert not SecondFactor.objects.exists()
    entry = LogEntry.objects.get(user=chief)
    assert (entry.object_id, entry.change_message) == (str(sam.pk), "Second step reset.")


def test_whoever_has_it_is_asked_even_where_nobody_must(sam: User, browser: PageClient, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False
    assert signs_in(browser).headers["Location"] == CODE


@pytest.mark.parametrize(("on", "told"), [(True, False), (False, True)])
def test_the_check_of_a_deployment_says_when_a_password_is_enough(settings: Settings, on: bool, told: bool) -> None:
    settings.STAFF_SECOND_FACTOR = on
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    assert ("sign_in.W001" in found) is told


def test_who_needs_longer_for_the_code_gets_it_for_two_hours(
    sam: User, browser: PageClient, clock: time_machine.Traveller
) -> None:
    signs_in(browser)
    for _ in range(13):
        clock.shift(timedelta(minutes=9))
        assert browser.get(CODE).status_code == 200
    clock.shift(timedelta(minutes=9))
    assert browser.get(CODE).status_code == 302
