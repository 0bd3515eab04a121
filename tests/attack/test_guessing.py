"""References, codes and links are guessed, from one address and from many."""

import math
import runpy
import secrets
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from repairs.limits.counting import DAY
from repairs.log.codes import DIGITS, digits_of
from repairs.log.links import LETTERS, TOKEN_BYTES, TOKEN_LENGTH, link_of, new_link
from repairs.log.models import AccessCode, Repair, RepairLink
from repairs.log.models.access_code import MOST_TRIES
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.reference import ALPHABET, RANDOM_CHARACTERS, new_reference
from repairs.manage.find.limits import CODES_A_DAY, CODES_AN_HOUR, WRONG_OF_A_POSTCODE, WRONG_OF_A_REFERENCE
from repairs.settings import BASE_DIR
from tests.attack.figures import found
from tests.contact_centre.agent import Agent
from tests.journeys.resident import Resident
from tests.manage.find.getting_in import POSTCODE, another_code, code_sent

pytestmark = pytest.mark.usefixtures("outside")

HOURS_A_YEAR = 24 * 365
REPAIRS_OF_A_POSTCODE = 10
"""A guess with a postcode may hit any of these."""


def guess(reference: str, postcode: str = POSTCODE, address: str = "192.0.2.1", **headers: str) -> int:
    """200 is a page that says no, 302 a repair found, 429 that it is enough."""
    data = {"reference": reference, "postcode": postcode}
    return Client(REMOTE_ADDR=address, headers=headers).post("/find/", data).status_code


def test_references_from_one_address(repair: Repair, settings: Settings) -> None:
    settings.TRIES_AN_HOUR_PER_ADDRESS = 12
    answers = [guess(new_reference()) for _ in range(20)]
    assert answers == [200] * 12 + [429] * 8
    settings.TRIES_AN_HOUR_PER_ADDRESS = allowed = 100
    space = len(ALPHABET) ** RANDOM_CHARACTERS
    found(
        "references, from one address",
        successes=answers.count(302),
        possible=space,
        expected_guesses_for_one_repair=space // 2,
        expected_guesses_for_any_of_ten=space // REPAIRS_OF_A_POSTCODE,
        tries_allowed_an_hour=allowed,
        years_to_expect=space / REPAIRS_OF_A_POSTCODE / allowed / HOURS_A_YEAR,
    )


def test_references_of_one_postcode_from_many_addresses(repair: Repair) -> None:
    answers = [guess(new_reference(), address=f"198.51.100.{number}") for number in range(60)]
    assert answers == [200] * 50 + [429] * 10
    space = len(ALPHABET) ** RANDOM_CHARACTERS
    found(
        "references of one postcode, from many addresses",
        successes=answers.count(302),
        tries_allowed_an_hour=WRONG_OF_A_POSTCODE.most,
        years_to_expect=space / REPAIRS_OF_A_POSTCODE / WRONG_OF_A_POSTCODE.most / HOURS_A_YEAR,
    )


def test_the_postcode_of_a_known_reference(repair: Repair) -> None:
    postcodes = [f"NM{number} 4HP" for number in range(1, 10)]
    answers = [guess(repair.reference, one, f"198.51.100.{number}") for number, one in enumerate(postcodes)]
    assert answers == [200] * 5 + [429] * 4
    allowed = WRONG_OF_A_REFERENCE.most
    found(
        "the postcode of a known reference, in a town of 6000 postcodes",
        successes=answers.count(302),
        tries_allowed_an_hour=allowed,
        expected_guesses=3000,
        days_to_expect=3000 / allowed / 24,
        then_shown="the stage of the repair, and nothing personal",
    )


def test_the_trick_with_x_forwarded_for(repair: Repair, settings: Settings) -> None:
    settings.TRIES_AN_HOUR_PER_ADDRESS = 5
    answers = []
    for behind, proxy in ((False, ""), (True, ", 203.0.113.9")):
        settings.BEHIND_PROXY = behind
        address = "10.0.0.1" if behind else "192.0.2.7"
        said = [{"X-Forwarded-For": f"198.51.100.{number}{proxy}"} for number in range(10)]
        answers += [guess(new_reference(), address=address, **headers) for headers in said]
    assert answers == ([200] * 5 + [429] * 5) * 2
    found("X-Forwarded-For made up for each try", successes=answers.count(302), tries_let_through_of_20=10)


@pytest.fixture
def somebody(repair: Repair) -> Client:
    """Knows reference and postcode, and not the code."""
    client = Client()
    client.post("/find/", {"reference": repair.reference, "postcode": POSTCODE})
    client.post("/find/code/new/")
    return client


def test_codes(repair: Repair, somebody: Client, notify: FakeMessageGateway) -> None:
    tried = successes = 0
    for _ in range(CODES_A_DAY.most):
        code = code_sent(notify)
        for step in range(MOST_TRIES + 2):
            wrong = f"{(int(another_code(code)) + step) % 10**DIGITS:0{DIGITS}}"
            successes += somebody.post("/find/code/", {"code": wrong}).status_code == 302
        successes += somebody.post("/find/code/", {"code": code}).status_code == 302
        tried += AccessCode.objects.latest("pk").tries
        if somebody.post("/find/code/new/").status_code == 429:
            break
    assert tried == CODES_AN_HOUR.most * MOST_TRIES
    space, a_day = 10**DIGITS, CODES_A_DAY.most * MOST_TRIES
    found(
        "codes of a repair whose reference and postcode are known",
        successes=successes,
        possible=space,
        expected_guesses=space // 2,
        tries_allowed_for_a_code=MOST_TRIES,
        tries_allowed_an_hour=CODES_AN_HOUR.most * MOST_TRIES,
        tries_allowed_a_day=a_day,
        chance_in_a_day=a_day / space,
        days_for_an_even_chance=math.log(2) / -math.log1p(-a_day / space),
        window=f"{DAY.days} day",
    )


def test_codes_are_spread_evenly(repair: Repair) -> None:
    codes = [int(digits_of(AccessCode(repair=repair))) for _ in range(5000)]
    tens = [sum(code // 10 ** (DIGITS - 1) == tenth for code in codes) for tenth in range(10)]
    assert all(350 < count < 650 for count in tens), tens
    assert len(set(codes)) > 4800


def test_links(repair: Repair) -> None:
    link, cancelled, over = link_of(repair), new_link(repair), new_link(repair)
    RepairLink.objects.filter(pk=cancelled.pk).update(cancelled_at=repair.reported_at)
    RepairLink.objects.filter(pk=over.pk).update(expires_at=repair.reported_at)
    token = link.rpartition("/")[2]
    near = [token[:-1], token[1:], token.swapcase(), f"{token}A", f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"]
    rows = RepairLink.objects.all()
    of_the_table = [part for row in rows for part in (row.token_hash, str(row.nonce), row.nonce.hex)]
    made_up = ["".join(secrets.choice(LETTERS) for _ in range(TOKEN_LENGTH)) for _ in range(200)]
    guesses = [*near, *of_the_table, *made_up, repair.reference, str(repair.pk), str(repair.draft)]
    successes = sum(Client().post(f"/r/{guess}").status_code != 404 for guess in guesses)
    found(
        "links",
        successes=successes,
        tried=len(guesses),
        bits=TOKEN_BYTES * 8,
        expected_guesses=float(2 ** (TOKEN_BYTES * 8 - 1)),
        tries_allowed="without a limit: none is needed",
    )


def test_all_postcodes_of_the_register_are_looked_up(northmere: None, settings: Settings) -> None:
    allowed = read_number("POSTCODES_AN_HOUR_PER_ADDRESS")
    settings.POSTCODES_AN_HOUR_PER_ADDRESS = 5
    thief, answers = Resident(), []
    thief.starts()
    thief.answers("None of these")
    address = thief.url
    for number in range(1, 9):
        answers.append(thief.client.post(address, {"postcode": f"NM1 {number}AB"}).status_code)
    assert answers == [302] * 5 + [429] * 3
    refused = thief.client.post(address, {"postcode": "NM2 1AB"})
    assert "Too many postcodes" in refused.content.decode()
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert 6000 / allowed / 24 > 4
    found(
        "the homes of a town of 6000 postcodes, from one address",
        successes=answers[5:].count(302),
        tries_allowed_an_hour=allowed,
        days_to_list_all=6000 / allowed / 24,
    )


def read_number(name: str) -> int:
    """As it is where nobody has set it: the tests have."""
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv(name, raising=False)
        return int(runpy.run_path(str(Path(BASE_DIR) / "repairs" / "settings.py"))[name])


def test_reports_that_nobody_meant_from_one_address(northmere: None, settings: Settings) -> None:
    settings.POSTCODES_AN_HOUR_PER_ADDRESS = 3
    answers = []
    for _ in range(5):
        vandal = Resident()
        vandal.starts()
        vandal.answers("None of these")
        answers.append(vandal.client.post(vandal.url, {"postcode": "NM1 2AB"}).status_code)
    assert answers == [302] * 3 + [429] * 2
    found("reports that nobody meant, from one address", successes=0, begun_of_5=answers.count(302))


def test_a_contact_centre_gets_through(northmere: None, settings: Settings) -> None:
    settings.POSTCODES_AN_HOUR_PER_ADDRESS, settings.SEARCHES_AN_HOUR_PER_PERSON = 1, 3
    for name in ("sam", "ann"):
        agent, answers = Agent(name), []
        agent.takes_call()
        agent.answers("None of these")
        for number in range(1, 6):
            answers.append(agent.client.post(agent.url, {"postcode": f"NM1 {number}AB"}).status_code)
        assert answers == [302] * 3 + [429] * 2
    settings.TRUSTED_NETWORKS = [ip_network("127.0.0.0/8")]
    settings.TRIES_AN_HOUR_PER_ADDRESS = 2
    assert {guess(new_reference(), f"NM{number} 1AB", "127.0.0.1") for number in range(1, 6)} == {200}
    assert guess(new_reference(), "NM9 9AB", "192.0.2.1") == 200
    reference = new_reference()
    assert [guess(reference, POSTCODE, "127.0.0.1") for _ in range(6)] == [200] * 5 + [429]
