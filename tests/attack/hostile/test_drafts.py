"""Drafts that somebody has tampered with: in the cookie, in the address and in what was kept."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from repairs.log.models import Repair
from repairs.report.models import Draft
from repairs.report.visitor import COOKIE, SALT
from tests.attack.hostile.attacker import stand_in
from tests.attack.hostile.strings import MARK, STRINGS
from tests.attack.hostile.verdict import Walk, timed
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check

pytestmark = pytest.mark.usefixtures("outside")

STEPS = ["safety", "postcode", "home", "address", "tenure", "what-we-do", "question/kitchen", "result/tap", "household"]
STEPS += [
    "details",
    "slot",
    "times",
    "caller",
    "contact",
    "check",
    "no-such-step",
    f"question/{MARK}",
    "question/",
    "../check",
]

NEEDED = ("questions", "home", "contact")

GIVEN: tuple[Any, ...] = (
    {},
    {"questions": {"where": "no-such-option"}},
    {"questions": {"safety": "none", "where": "kitchen", "kitchen": "kitchen"}},
    {"questions": {MARK: MARK}, "result": [MARK], "postcode": MARK, "home": MARK},
    {"questions": {"safety": "none"}, "postcode": "NM1 2AB", "home": "99999999999999999999"},
    {"questions": {"safety": "none"}, "postcode": "NM1 2AB", "home": "-1"},
    {"questions": {"safety": "none"}, "postcode": "", "home": "not-listed"},
    {"contact": {"name": "Ada", "tell_by": "text", "phone": "no phone"}, "from_a_later_version": {"a": [1]}},
    {"no_slot": MARK, "slot_gone": True, "times": [MARK], "sooner": True},
    {"slot": {"id": MARK, "day": "2026-03-05", "window": "x", "starts": "08:00", "ends": "12:00", "job": MARK}},
    {"household": {"people": [], "damp": "yes"}, "what_we_do": "leasehold", "tenure": "private"},
)


@pytest.fixture
def resident(northmere: None) -> Resident:
    resident = Resident()
    reaches_check(resident)
    return resident


def asks_everything(walk: Walk, client: Client, draft: object, what: str) -> None:
    for step in STEPS:
        for method in ("get", "post"):
            with timed() as took:
                response = getattr(client, method)(f"/report/{draft}/{step}/", {"option": MARK, "one-trip": "1"})
            walk.look(response, f"{method} {step} of a draft with {what}"[:300], took.seconds)


def test_steps_that_are_jumped_to(walk: Walk, resident: Resident) -> None:
    draft, client = Draft.objects.get(), stand_in(resident.client)
    whole = dict(draft.given)
    for given in (*GIVEN, *({name: value} for name, value in whole.items()), *without_needed(whole)):
        Draft.objects.filter(pk=draft.pk).update(given=given)
        asks_everything(walk, client, draft.pk, json.dumps(given))
    assert Repair.objects.count() == 0


def without_needed(whole: dict[str, Any]) -> list[dict[str, Any]]:
    """Nothing can be sent without these."""
    return [{other: value for other, value in whole.items() if other != name} for name in NEEDED]


def test_a_cookie_that_was_tampered_with(walk: Walk, resident: Resident) -> None:
    """Of somebody else, of an older version, cut off, or signed for something else."""
    draft, right = Draft.objects.get(), resident.client.cookies[COOKIE].value
    signed = [*(signing.get_cookie_signer(salt=COOKIE + SALT).sign(value) for value in odd_values(draft))]
    for value in [right[:-1], right[1:], right.upper(), right.replace(":", ""), *signed, *STRINGS]:
        thief = Client(raise_request_exception=False)
        thief.cookies[COOKIE] = value.encode(errors="replace").decode("latin-1")
        with timed() as took:
            response = thief.get(f"/report/{draft.pk}/check/")
        walk.look(response, f"a cookie {value[:100]!r}", took.seconds)
        assert "Ada Byron" not in response.content.decode(), value


def odd_values(draft: Draft) -> list[str]:
    other = str(uuid4())
    return [
        "",
        ".",
        "*",
        f"{draft.pk}*-1",
        f"{draft.pk}*{'9' * 30}",
        f"{draft.pk}*\u0663",
        f"{other}*1.{other}",
        MARK,
        "." * 3000,
    ]
