"""Whether the time or the look of an answer tells a known reference or contact from an unknown one.

How many statements are run is held to be the same. How long they take is printed and not asserted: set ATTACK_PAIRS
for more pairs.
"""

import os
import re
import time
from collections.abc import Callable
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from repairs.limits.models import Count
from repairs.log.models import LostReference, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.reference import new_reference
from tests.attack.figures import found
from tests.log.builders import booked
from tests.manage.find.getting_in import POSTCODE, another_code, code_sent, has_asked_for_a_code

pytestmark = pytest.mark.usefixtures("outside")

PAIRS = int(os.environ.get("ATTACK_PAIRS", "30"))

Ask = Callable[[], bytes]


@pytest.fixture(autouse=True)
def without_limits(settings: Settings) -> None:
    settings.TRIES_AN_HOUR_PER_ADDRESS = 1_000_000


def auc(known: list[float], unknown: list[float]) -> float:
    """How often a known one takes longer than an unknown one: 0.5 tells nothing."""
    pairs = list(product(known, unknown))
    return sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs) / len(pairs)


def compare(what: str, known: Ask, unknown: Ask) -> None:
    known(), unknown()  # what a process keeps from its first request
    statements, pages = [], []
    for ask in (known, unknown):
        with CaptureQueriesContext(connection) as ran:
            pages.append(same_for_all(ask()))
        statements.append([shape(query["sql"]) for query in ran])
    times: tuple[list[float], list[float]] = ([], [])
    for pair in range(PAIRS):
        # In turn, and each first as often as the other.
        for which in (0, 1) if pair % 2 else (1, 0):
            began = time.perf_counter()
            (known, unknown)[which]()
            times[which].append(time.perf_counter() - began)
    assert statements[0] == statements[1]
    assert pages[0] == pages[1]
    figures = {"pairs": PAIRS, "auc": auc(*times), "statements": len(statements[0])}
    found(f"timing of {what}", successes=0, **figures)


def shape(sql: str) -> str:
    return re.sub(r"'[^']*'|\d+", "?", sql)


def same_for_all(page: bytes) -> str:
    """Without the token of the form, and what was typed into it."""
    return re.sub(
        r'(csrfmiddlewaretoken"|name="(reference|postcode|code|contact)"[^>]*) value="[^"]*"', "", page.decode()
    )


def posts(client: Client, address: str, data: Callable[[], dict[str, str]]) -> Ask:
    def ask() -> bytes:
        Count.objects.all().delete()
        response = client.post(address, data())
        assert response.status_code in {200, 302}
        return response.content + response.get("Location", "").encode()

    return ask


def test_a_known_reference_with_a_wrong_postcode(repair: Repair) -> None:
    compare(
        "a known reference and an unknown one, wrong postcode",
        posts(Client(), "/find/", lambda: {"reference": repair.reference, "postcode": "NM1 4HP"}),
        posts(Client(), "/find/", lambda: {"reference": new_reference(), "postcode": "NM1 4HP"}),
    )


def test_a_known_postcode_with_a_wrong_reference(repair: Repair) -> None:
    compare(
        "a postcode with repairs and one without, wrong reference",
        posts(Client(), "/find/", lambda: {"reference": new_reference(), "postcode": POSTCODE}),
        posts(Client(), "/find/", lambda: {"reference": new_reference(), "postcode": "NM9 9ZZ"}),
    )


def test_a_contact_that_we_know(repair: Repair) -> None:
    compare(
        "a phone that we know and one that we do not",
        posts(Client(), "/find/lost/", lambda: {"contact": "07700 900123"}),
        posts(Client(), "/find/lost/", lambda: {"contact": "07700 900124"}),
    )
    assert LostReference.objects.count() == 2 * (PAIRS + 2)


def test_a_wrong_code_and_none_at_all(repair: Repair, notify: FakeMessageGateway) -> None:
    other = booked()
    wrong = another_code(code_of(repair, notify))
    compare(
        "a wrong code where one was sent and where none was",
        posts(found_by_reference(repair), "/find/code/", lambda: {"code": wrong}),
        posts(found_by_reference(other), "/find/code/", lambda: {"code": wrong}),
    )


def code_of(repair: Repair, notify: FakeMessageGateway) -> str:
    has_asked_for_a_code(repair)
    return code_sent(notify)


def found_by_reference(repair: Repair) -> Client:
    client = Client()
    client.post("/find/", {"reference": repair.reference, "postcode": POSTCODE})
    return client
