"""The council's own sign-in, which answers over HTTP."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from joserfc.jwk import OctKey
from pytest_django import Settings

from repairs.sign_in.models import Identity
from tests.page_lint import PageClient
from tests.sign_in.colleague import is_in, signs_in, someone
from tests.sign_in.issuer import ANOTHER, CLIENT_ID, CLIENT_SECRET, Issuer, issuer

GO = "/staff/single-sign-on/"
NAME = "sam@northmere.example"


@pytest.fixture
def council(settings: Settings, browser: PageClient) -> Iterator[Issuer]:
    with issuer() as desk:
        settings.OIDC_ISSUER = desk.address
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
        settings.OIDC_GROUPS = {"repairs-agents": "Agents", "repairs-planners": "Planners"}
        desk.claims = {"groups": ["everyone", "repairs-agents"], "given_name": "Sam", "family_name": "Okoro"}
        yield desk


def comes_back(browser: PageClient, council: Issuer, next: str = "") -> Any:
    sent = browser.get(GO, {"next": next})
    return browser.get(council.signs_in(sent.headers["Location"]))


def people() -> list[User]:
    """Without the account in whose name the shell changes rows."""
    return list(User.objects.exclude(username="command-line"))


def groups(name: str = NAME) -> set[str]:
    return set(User.objects.get(username=name).groups.values_list("name", flat=True))


def test_somebody_of_a_mapped_group_gets_in_where_they_wanted(council: Issuer, browser: PageClient) -> None:
    assert "Sign in with your council account" in browser.get("/staff/sign-in/?next=/staff/").content.decode()
    assert comes_back(browser, council, "/admin/log/repair/").headers["Location"] == "/admin/log/repair/"
    assert browser.get("/admin/log/repair/").status_code == 200
    (user,) = people()
    assert (user.get_full_name(), user.has_usable_password(), groups()) == ("Sam Okoro", False, {"Agents"})


def test_what_is_asked_cannot_be_guessed_or_used_by_another(council: Issuer, browser: PageClient) -> None:
    comes_back(browser, council)
    first = council.asked
    assert (first["response_type"], first["code_challenge_method"]) == ("code", "S256")
    assert first["scope"] == "openid profile email"
    comes_back(PageClient(), council)
    assert all(first[name] != council.asked[name] for name in ("state", "nonce", "code_challenge"))


WRONG: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "of-another"},
    "no nonce": {"nonce": None},
    "for another service": {"aud": "payroll"},
    "for several, and another one asked": {"aud": [CLIENT_ID, "payroll"], "azp": "payroll"},
    "for several, and nobody asked": {"aud": [CLIENT_ID, "payroll"]},
    "for nobody": {"aud": None},
    "from another issuer": {"iss": "https://issuer.example"},
    "from nobody": {"iss": None},
    "expired": {"exp": 1_000},
    "never expires": {"exp": None},
    "of the future": {"iat": 4_000_000_000},
    "not valid yet": {"nbf": 4_000_000_000},
    "about nobody": {"sub": None},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_token_that_is_not_for_us_is_refused(council: Issuer, browser: PageClient, wrong: dict[str, Any]) -> None:
    council.claims |= wrong
    assert comes_back(browser, council).status_code == 403
    assert not is_in(browser)
    assert not people()


@pytest.mark.parametrize("algorithm", ["RS256", "HS256", "none"])
def test_a_token_that_the_issuer_did_not_sign_is_refused(council: Issuer, browser: PageClient, algorithm: str) -> None:
    council.algorithm = algorithm
    council.key = ANOTHER if algorithm == "RS256" else OctKey.import_key(CLIENT_SECRET)  # type: ignore[assignment]
    assert comes_back(browser, council).status_code == 403
    assert not people()


@pytest.mark.parametrize("query", ["", "?code=the-code", "?code=the-code&state=x", "?error=access_denied&state=x"])
def test_whoever_was_not_sent_there_is_not_believed(council: Issuer, browser: PageClient, query: str) -> None:
    assert browser.get(f"/staff/single-sign-on/back/{query}").status_code == 403


def test_the_same_answer_does_not_get_in_twice_or_elsewhere(council: Issuer, browser: PageClient) -> None:
    back = council.signs_in(browser.get(GO).headers["Location"])
    assert PageClient().get(back).status_code == 403
    assert browser.get(back).status_code == 302
    assert browser.get(back).status_code == 403


@pytest.mark.parametrize("said", [None, [], ["everyone"], "Agents", {"repairs-agents": 1}, [["repairs-agents"]], 7])
def test_somebody_without_a_mapped_group_stays_out(council: Issuer, browser: PageClient, said: Any) -> None:
    council.claims["groups"] = said
    page = comes_back(browser, council)
    assert page.status_code == 403
    assert "Your council account may not use this service" in page.content.decode()
    assert not people()


def test_groups_follow_the_council_and_those_given_here_stay(council: Issuer, browser: PageClient) -> None:
    comes_back(browser, council)
    people()[0].groups.add(Group.objects.get(name="Diagnosis viewers"))
    council.claims["groups"] = ["repairs-planners"]
    comes_back(browser, council)
    assert groups() == {"Planners", "Diagnosis viewers"}


def test_whoever_is_disabled_here_stays_out(council: Issuer, browser: PageClient) -> None:
    comes_back(browser, council)
    User.objects.update(is_active=False)
    assert not is_in(browser)
    assert comes_back(browser, council).status_code == 403


def test_a_new_name_at_the_council_is_the_same_person_here(council: Issuer, browser: PageClient) -> None:
    comes_back(browser, council)
    council.claims["preferred_username"] = "sam.new@northmere.example"
    comes_back(browser, council)
    assert people()[0].username == NAME


def test_an_account_with_a_password_is_not_taken_by_its_name(council: Issuer, browser: PageClient) -> None:
    someone(NAME)
    assert "There is already an account" in comes_back(browser, council).content.decode()
    (waiting,) = people()
    waiting.set_unusable_password()
    waiting.save()
    assert comes_back(browser, council).status_code == 302
    assert Identity.objects.get().user == waiting


@pytest.mark.parametrize(("asked", "leads_to"), [(False, "/staff/"), (True, "/staff/second-factor/")])
def test_the_second_step_is_the_councils_business_unless_we_say(
    council: Issuer, browser: PageClient, settings: Settings, asked: bool, leads_to: str
) -> None:
    settings.STAFF_SECOND_FACTOR, settings.OIDC_SECOND_FACTOR = True, asked
    assert comes_back(browser, council).headers["Location"] == leads_to


@pytest.mark.parametrize(
    ("claims", "gets_in"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "phr"}, True),
        ({"acrs": ["p1", "phr"]}, True),
        ({"amr": ["pwd"], "acr": "1"}, False),
        ({"amr": "mfa-not"}, False),
        ({"amr": {"mfa": 1}, "acr": [[]]}, False),
        ({}, False),
    ],
)
def test_how_somebody_signed_in_there_is_looked_at(
    council: Issuer, browser: PageClient, settings: Settings, claims: dict[str, Any], gets_in: bool
) -> None:
    settings.OIDC_STRENGTH = ["mfa", "phr"]
    council.claims |= claims
    assert comes_back(browser, council).status_code == (302 if gets_in else 403)
    assert is_in(browser) is gets_in


def test_whoever_signed_in_there_with_less_is_told_so(council: Issuer, browser: PageClient, settings: Settings) -> None:
    settings.OIDC_STRENGTH = ["mfa"]
    council.claims["amr"] = ["pwd"]
    assert "use your second step there" in comes_back(browser, council).content.decode()


def test_passwords_can_be_turned_off(council: Issuer, browser: PageClient, settings: Settings) -> None:
    settings.LOCAL_SIGN_IN = False
    someone("ann")
    assert "password" not in browser.get("/staff/sign-in/").content.decode().lower()
    signs_in(browser, "ann")
    assert not is_in(browser)


def test_an_issuer_that_does_not_answer(council: Issuer, browser: PageClient) -> None:
    back = council.signs_in(browser.get(GO).headers["Location"])
    council.down = True
    assert browser.get(back).status_code in {403, 503}
    council.address = "http://127.0.0.1:1"


def test_an_issuer_that_is_away_from_the_start(browser: PageClient, settings: Settings) -> None:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = "http://127.0.0.1:1", CLIENT_ID
    page = browser.get(GO)
    assert page.status_code == 503
    assert "does not answer" in page.content.decode()


def test_where_it_is_not_set_up_it_is_not_there(browser: PageClient) -> None:
    assert browser.get(GO).status_code == 404
    assert "council account" not in browser.get("/staff/sign-in/").content.decode()


def test_nothing_about_anybody_is_logged(
    council: Issuer, browser: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("authlib").setLevel(logging.WARNING)
    comes_back(browser, council)
    council.claims["groups"] = []
    comes_back(PageClient(), council)
    logged = "\n".join(
        one.getMessage() for one in caplog.records if one.name.partition(".")[0] in {"repairs", "authlib"}
    )
    assert "single_sign_on_refused" in logged
    assert not any(secret in logged for secret in ("sam", "Okoro", "the-code", council.asked["nonce"]))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"OIDC_ISSUER": "https://issuer.example"}, "OIDC_CLIENT_ID"),
        ({"OIDC_ISSUER": "http://x.example", "OIDC_CLIENT_ID": "x", "OIDC_GROUPS": "a=Agents"}, "https://"),
        ({"OIDC_GROUPS": "Agents"}, "OIDC_GROUPS"),
        ({"LOCAL_SIGN_IN": "false"}, "LOCAL_SIGN_IN"),
    ],
)
def test_settings_that_would_keep_everybody_out_are_refused(wrong: dict[str, str], named: str) -> None:
    asked = {**os.environ, "SITE_URL": "https://repairs.example", **wrong}
    ran = subprocess.run(
        [sys.executable, "-c", "import repairs.settings"], env=asked, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert named in ran.stderr.splitlines()[-1]


def test_the_clock_of_the_issuer_may_be_a_little_off(council: Issuer, browser: PageClient) -> None:
    now = int(time.time())
    council.claims |= {"iat": now + 10, "exp": now - 10}
    assert comes_back(browser, council).status_code == 302
