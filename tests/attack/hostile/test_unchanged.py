"""What is taken is kept as it was typed, and reaches the HMS and Notify as it was kept, over real HTTP."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from pytest_django import Settings

from repairs.govuk.typed import CONTROL_CHARACTERS
from repairs.govuk.widgets import LINE_ENDS
from repairs.log.models import Repair, WorksOrder
from repairs.log.models.delay_note import LONGEST
from repairs.log.notify.fake_requests import EMAIL_TEMPLATE_ID, SMS_TEMPLATE_ID
from repairs.log.outbox import sweep
from repairs.report.models import Draft
from repairs.report.visitor import COOKIE, SALT
from tests.attack.figures import found
from tests.attack.hostile.attacker import FORM, on_the_wire
from tests.attack.hostile.strings import ALONE, STRINGS
from tests.attack.hostile.verdict import Walk, in_markup, page_of, timed
from tests.contracts.builders import API_KEY
from tests.contracts.conftest import (
    TOKEN,
    fake_notify,
    free_port,
    inbox,
    serve,
    start_hms,
    stub_hms,
    told,
    webhooks,
)
from tests.contracts.web import web
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_home, tells_of_kitchen_leak
from tests.log.builders import ADA, without_a_time
from tests.log.delays.notes import a_note

__all__ = ["fake_notify", "free_port", "inbox", "serve", "start_hms", "stub_hms", "told", "webhooks"]

REFUSED = re.compile(r'id="(name|in_name|access_notes|text)-error"|href="#id_(name|in_name|access_notes|text)"')
PLAIN = {"name": "Ada Byron", "in_name": "Bo Lund", "access_notes": "", "text": ""}
FIELDS = tuple(PLAIN)


@pytest.fixture
def over_http(northmere: None, stub_hms: str, fake_notify: str, settings: Settings) -> None:
    settings.HMS_CLIENT = "repairs.log.hms.http.HttpHousingSystem"
    settings.HMS_URL, settings.HMS_TOKEN = stub_hms, TOKEN
    settings.NOTIFY_CLIENT = "repairs.log.notify.govuk.GovukNotify"
    settings.NOTIFY_URL, settings.NOTIFY_API_KEY = fake_notify, API_KEY
    settings.NOTIFY_SMS_TEMPLATE_ID, settings.NOTIFY_EMAIL_TEMPLATE_ID = SMS_TEMPLATE_ID, EMAIL_TEMPLATE_ID


def one_line(typed: str) -> str:
    """As documented: without control characters and the spaces around it, and line ends are spaces."""
    return LINE_ENDS.sub(" ", lines(typed)).strip()


def lines(typed: str) -> str:
    readable = typed.encode(errors="surrogatepass").decode(errors="replace")
    return CONTROL_CHARACTERS.sub("", readable).replace("\r\n", "\n").replace("\r", "\n").strip()


AS_KEPT: dict[str, Callable[[str], str]] = {"name": one_line, "in_name": one_line, "access_notes": lines, "text": lines}


class Reporter:
    """Sends one report after another from the same answers, each with other words."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        resident = Resident()
        resident.starts()
        resident.answers("None of these")
        gives_home(resident)
        tells_of_kitchen_leak(resident)
        answers_about_home(resident)
        resident.presses()
        resident.answers("None of these suit me")
        resident.answers("Any time")
        self.draft = Draft.objects.get()

    def reports(self, words: dict[str, str]) -> tuple[Repair, dict[str, str]]:
        """What became of it, and those words that were taken."""
        draft = Draft.objects.create(pk=uuid4(), tree=self.draft.tree, given=self.draft.given)
        client = Client(raise_request_exception=False)
        client.cookies[COOKIE] = signed(draft)
        for page, names in (("details", ("text",)), ("contact", ("name", "in_name", "access_notes"))):
            words = self.answers(client, draft, page, names, words)
        self.post(client, draft, "check", {})
        return Repair.objects.get(draft=draft.pk), words

    def answers(
        self, client: Client, draft: Draft, page: str, names: tuple[str, ...], words: dict[str, str]
    ) -> dict[str, str]:
        beside = {"phone": "07700 900123", "email": "ada@example.com", "tell_by": "email", "who": "else"}
        sent = {name: words[name] for name in names}
        response = self.post(client, draft, page, beside | sent)
        if response.status_code == 200:
            refused = {name for match in REFUSED.findall(response.content.decode()) for name in match if name}
            assert refused, (
                page,
                sent,
            )
            words = words | {name: PLAIN[name] for name in refused}
            again = self.post(client, draft, page, beside | {name: words[name] for name in names})
            assert again.status_code == 302, (page, words)
        return words

    def post(self, client: Client, draft: Draft, page: str, sent: dict[str, str]) -> Any:
        with timed() as took:
            response = client.post(f"/report/{draft.pk}/{page}/", urlencode(on_the_wire(sent)), content_type=FORM)
        self.walk.look(response, f"{page} with {sent!r}"[:300], took.seconds)
        return response


def signed(draft: Draft) -> str:
    return signing.get_cookie_signer(salt=COOKIE + SALT).sign(str(draft.pk))


def packs() -> list[dict[str, str]]:
    """Each of the strings in each of the fields once, four at a time."""
    return [
        {name: STRINGS[(start + 7 * place) % len(STRINGS)] for place, name in enumerate(FIELDS)}
        for start in range(len(STRINGS))
    ]


def test_words_of_a_report(walk: Walk, over_http: None, stub_hms: str, boss: Client) -> None:
    reporter, changed, taken = Reporter(walk), [], 0
    for pack in packs():
        repair, words = reporter.reports(pack)
        sweep()
        order = web.get(f"{stub_hms}/workOrders").json()[0]
        taken += sum(words[name] == pack[name] for name in FIELDS)
        kept = {name: AS_KEPT[name](words[name]) for name in FIELDS}
        changed += [
            f"{where}: {kept[name]!r} is {said!r}"
            for where, name, said in everywhere(repair, order)
            if said != kept[name]
        ]
        changed += shown_raw(boss, repair)
    assert not changed, "\n".join(changed[:20])
    assert WorksOrder.objects.filter(state="sent").count() == len(packs())
    found("words changed on their way", successes=len(changed), reports=len(packs()), texts_taken=taken)


def everywhere(repair: Repair, order: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Where a word of a report came to: which field, and what it is there."""
    assert order["Reference"][0]["ID"] == repair.reference, "the HMS has another order"
    kept = [("name", repair.name), ("in_name", repair.in_name), ("access_notes", repair.access_notes)]
    sent = [
        ("name", order["Customer"]["Person"]["Name"]["Full"]),
        ("in_name", order["AccessContact"]["Name"]["Full"]),
        ("access_notes", order.get("AccessInformation", {}).get("Description", "")),
        ("text", order["DescriptionOfWork"].partition("\n")[2].rpartition("Answers: ")[0].strip()),
    ]
    in_database = [("in the database", name, said) for name, said in [*kept, ("text", repair.description)]]
    return in_database + [("at the HMS", name, said) for name, said in sent]


def shown_raw(boss: Client, repair: Repair) -> list[str]:
    """Pages of staff and of residents that show them as markup."""
    pages = [f"/staff/repairs/{repair.reference}/", f"/admin/log/repair/{repair.pk}/change/", "/admin/log/repair/"]
    pages += ["/staff/call-backs/", "/staff/planning/to-book/"]
    readers = [(page, page_of(boss.get(page))) for page in pages]
    return [f"{page}: {problem}" for page, reader in readers if reader for problem in in_markup(reader)]


def test_words_of_staff_in_messages(walk: Walk, over_http: None, fake_notify: str, settings: Settings) -> None:
    """As an email has them. In a text they are on one line, in letters that every phone has."""
    # The clock stands still, so nobody gets another turn.
    settings.MESSAGES_A_MINUTE = 1_000_000
    texts = list(dict.fromkeys(lines(string) for string in ALONE if 0 < len(lines(string)) <= LONGEST))
    changed = []
    for text in texts:
        repair = without_a_time(contact=replace(ADA, tell_by=Repair.TellBy.EMAIL))
        a_note(words=text, repair=repair, tell=True)
        sweep()
        bodies = [message["body"] for message in web.get(f"{fake_notify}/messages").json()[:2]]
        changed += [] if any(f"\n{text}\n" in body for body in bodies) else [f"{text!r} is not in {bodies!r}"]
    assert not changed, "\n".join(changed[:20])
    found("words changed in messages", successes=len(changed), messages=len(texts))
