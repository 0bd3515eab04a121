"""Reports on their way from one of us to a resident, and back: by guessed, copied, old and used links and codes."""

import re
import secrets
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from repairs.log.draft_links import PURPOSE
from repairs.log.links import LETTERS, TOKEN_BYTES, TOKEN_LENGTH, link_token
from repairs.log.models import DraftLink, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.photos.links import photo_path
from repairs.photos.models import Photo
from repairs.photos.services import keep_photo
from repairs.report.models import Draft
from repairs.report.short_code import BITS, code_of
from tests.attack.figures import found
from tests.contact_centre.agent import Agent
from tests.journeys.resident import Resident
from tests.journeys.steps import (
    answers_about_home,
    gives_contact,
    gives_home,
    takes_first_time,
    tells_of_kitchen_leak,
)
from tests.photos.albums import CLEAN

pytestmark = pytest.mark.usefixtures("outside", "photo_folder")

PAGES = ("done/", "postcode/", "home/", "details/", "household/", "slot/", "contact/", "check/", "appointment.ics")


@pytest.fixture
def agent(northmere: None) -> Agent:
    agent = Agent()
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent)
    tells_of_kitchen_leak(agent)
    return agent


def sent(agent: Agent, notify: FakeMessageGateway) -> str:
    agent.goes_to(f"/staff/calls/{Draft.objects.get().pk}/to-resident/")
    agent.types(contact="07700 900123").presses("Send the link")
    sweep()
    return str(re.findall(r"/c/\w+", notify.messages[-1].body)[0])


def shows(client: Client, draft: Draft) -> int:
    """On how many of its pages anything of the report is shown, or how to take it."""
    pages = [client.get(f"/report/{draft.pk}/{page}") for page in PAGES]
    taken = client.post(f"/report/{draft.pk}/take-back/")
    return sum(answer.status_code != 404 for answer in (*pages, taken))


def opens(link: str) -> int:
    client = Client()
    return int(client.get(link).status_code != 404) + int(client.post(link).status_code != 404)


def test_links_are_guessed(agent: Agent, notify: FakeMessageGateway) -> None:
    token = sent(agent, notify).removeprefix("/c/")
    link, draft = DraftLink.objects.get(), Draft.objects.get()
    near = [token[:-1], token + "a", token.swapcase(), token[:-1] + ("a" if token[-1] != "a" else "b")]
    of_the_table = [link.token_hash, str(link.nonce), link.nonce.hex, str(link.pk), str(draft.pk), code_of(draft.pk)]
    of_another_kind = [link_token(link.nonce), link_token(draft.pk, PURPOSE)]
    made_up = ["".join(secrets.choice(LETTERS) for _ in range(TOKEN_LENGTH)) for _ in range(200)]
    guesses = [*near, *of_the_table, *of_another_kind, *made_up]
    found(
        "links to unfinished reports",
        successes=sum(opens(f"/c/{guess}") for guess in guesses),
        tried=len(guesses),
        bits=TOKEN_BYTES * 8,
        expected_guesses=float(2 ** (TOKEN_BYTES * 8 - 1)),
    )


def test_the_code_that_is_read_out_opens_nothing_for_residents(agent: Agent) -> None:
    draft = Draft.objects.get()
    code = code_of(draft.pk)
    written = [code, code.replace(" ", ""), code.lower(), code.replace(" ", "-")]
    addresses = [
        f"{place}{one}{rest}"
        for place in ("/c/", "/r/", "/report/", "/find/", "/repair/")
        for one in written
        for rest in ("", "/", "/done/")
    ]
    neighbour = Resident()
    neighbour.starts()
    neighbour.answers("None of these")
    successes = sum(
        client.get(address).status_code not in {301, 404}
        for address in addresses
        for client in (Client(), neighbour.client)
    )
    successes += sum(
        client.post("/staff/take-over/", {"code": code}).status_code != 302 for client in (Client(), neighbour.client)
    )
    successes += shows(neighbour.client, draft) + shows(Client(), draft)
    found("the code of a report, by residents and strangers", successes=successes, tried=2 * len(addresses), bits=BITS)


def test_a_link_that_is_over(agent: Agent, notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    taken_back = sent(agent, notify)
    draft, wrong_phone = Draft.objects.get(), Client()
    assert wrong_phone.post(taken_back).status_code == 302
    agent.presses("Take it back")
    ways = {
        "a link that was taken back": opens(taken_back),
        "the cookie of a phone that had opened it": shows(wrong_phone, draft),
    }
    clock.shift(timedelta(minutes=2))
    expired = sent(agent, notify)
    clock.shift(timedelta(days=7))
    ways["a link of a week ago"] = opens(expired)
    found("links that are over", successes=sum(ways.values()), tried=len(ways))


def test_a_link_after_the_report_was_sent(agent: Agent, notify: FakeMessageGateway) -> None:
    link = sent(agent, notify)
    resident = Resident()
    resident.goes_to(link)
    resident.presses("Go on with my report")
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report")
    repair = Repair.objects.get()
    thief = Client()
    successes = opens(link) + int(thief.post(link).status_code != 404)
    successes += int(thief.get(f"/repair/{repair.reference}/").status_code != 404)
    found("a link, again after the report was sent", successes=successes, tried=3)


def test_photos_of_other_people(agent: Agent, notify: FakeMessageGateway) -> None:
    """With a link to a report of one's own, opened and in hand."""
    keep_photo(Draft.objects.get().pk, "theirs.jpg", CLEAN)
    theirs = Photo.objects.get()
    thief = Resident()
    thief.starts()
    thief.answers("None of these")
    own = Draft.objects.exclude(pk=theirs.album).get()
    signed = photo_path(theirs, lasts=timedelta(hours=1))
    forged = [
        signed.replace(theirs.pk.hex, own.pk.hex),
        signed[:-3] + "AA/",
        f"/photos/link/{theirs.pk}/",
        f"/photos/link/{theirs.album}/",
    ]
    successes = sum(thief.client.get(address).status_code == 200 for address in forged)
    details = f"/report/{theirs.album}/details/"
    successes += int(thief.client.post(details, {"remove": str(theirs.pk)}).status_code != 404)
    thief.client.post(f"/report/{own.pk}/details/", {"remove": str(theirs.pk)})
    successes += int(not Photo.objects.kept().filter(pk=theirs.pk).exists())
    found("photos of other people's reports", successes=successes, tried=len(forged) + 2)
