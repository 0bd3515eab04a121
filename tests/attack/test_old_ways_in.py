"""Ways in that worked once are tried again: after they were used, ended, or lapsed."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from repairs.log.codes import LASTS
from repairs.log.details.contact import contact_details_of
from repairs.log.details.contact_code import change_contact, code_of, prove
from repairs.log.end_links import cancel_links
from repairs.log.links import link_of
from repairs.log.models import Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.tasks import send_references
from repairs.report.models import Draft
from tests.attack.figures import found
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check
from tests.log.builders import booked
from tests.manage.conftest import opened
from tests.manage.find.getting_in import another_code, code_sent, has_asked_for_a_code

pytestmark = pytest.mark.usefixtures("outside")

PAGES = ["", "time/", "cancel/", "links/", "contact/", "visit-details/", "add/", "appointment.ics"]


def gets_in(client: Client, repair: Repair) -> int:
    """How many of the pages of a repair are shown."""
    return sum(client.get(f"/repair/{repair.reference}/{page}").status_code != 404 for page in PAGES)


def opens(link: str) -> bool:
    return Client().post(link.replace("http://localhost:8000", "")).status_code != 404


def test_a_code_is_used_again(repair: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    first = has_asked_for_a_code(repair)
    code = code_sent(notify)
    thief = has_copied(first)
    first.client.post("/find/code/", {"code": code})
    assert gets_in(first.client, repair) == len(PAGES)
    tries = [thief.post("/find/code/", {"code": code}).status_code == 302]
    clock.shift(LASTS)
    tries.append(thief.post("/find/code/", {"code": code}).status_code == 302)
    found("a code that was used, again from another browser", successes=sum(tries) + gets_in(thief, repair), tried=2)


def has_copied(somebody: Resident) -> Client:
    thief = Client()
    thief.cookies["found"] = somebody.client.cookies["found"].value
    return thief


def test_a_code_of_one_repair_for_another(repair: Repair, notify: FakeMessageGateway) -> None:
    other = booked()
    has_asked_for_a_code(repair)
    code = code_sent(notify)
    thief = has_asked_for_a_code(other).client
    sweep()
    if code_sent(notify) != code:
        thief.post("/find/code/", {"code": code})
    found("the code of one repair for another", successes=gets_in(thief, other) + gets_in(thief, repair), tried=1)


def test_everything_old_after_a_change_of_contact(repair: Repair, notify: FakeMessageGateway) -> None:
    """A phone was stolen, and the repair has another number since."""
    booked()
    link = link_of(repair)
    cookie = opened(repair).client
    with_code = has_asked_for_a_code(repair)
    code = code_sent(notify)
    list_link = asks_for_list(notify)
    for_all = Client()
    for_all.post(list_link)
    known = contact_details_of(repair)
    change = change_contact(repair, replace(known, phone="07700 900999"), uuid4(), NOW, seen=known.seen)
    assert prove(repair, code_of(change), NOW)
    # A worker that had read the repair before writes a message to the old phone.
    link_under_way = link_of(repair)
    with_code.client.post("/find/code/", {"code": code})
    again = Client()
    again.post(list_link)
    ways = {
        "the link": int(opens(link)),
        "a link in a message that was under way": int(opens(link_under_way)),
        "the cookie of a browser that had opened it": gets_in(cookie, repair),
        "a code that was not used yet": gets_in(with_code.client, repair),
        "the cookie of a link to all repairs": gets_in(for_all, repair),
        "a link to all repairs": gets_in(again, repair),
    }
    assert opens(link_of(Repair.objects.get(pk=repair.pk))), "a new link must work"
    found("all that a stolen phone has, after a change of contact", successes=sum(ways.values()), tried=len(ways))


def asks_for_list(notify: FakeMessageGateway) -> str:
    Client().post("/find/lost/", {"contact": "07700 900123"})
    send_references()
    sweep()
    lists = [sent.body for sent in notify.messages if "references" in sent.body]
    return str(re.findall(r"/r/\w+", lists[-1])[0])


def test_the_browser_that_sent_the_report_after_its_links_were_ended(northmere: None) -> None:
    reporter = Resident()
    reaches_check(reporter)
    reporter.presses("Send report and book appointment")
    repair, draft = Repair.objects.get(), Draft.objects.get()
    assert gets_in(reporter.client, repair) == len(PAGES)
    cancel_links(repair, NOW)
    of_draft = [f"/report/{draft.pk}/{page}" for page in ("done/", "appointment.ics", "check/", "contact/")]
    shown = sum(reporter.client.get(page, follow=True).status_code != 404 for page in of_draft)
    found("the browser of the report, after its links were ended", successes=shown + gets_in(reporter.client, repair))


def test_a_list_link_of_yesterday(repair: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    link = asks_for_list(notify)
    clock.shift(timedelta(days=1))
    found("a link to all repairs, a day later", successes=int(opens(link)))


def test_cookies_that_were_made_up(repair: Repair, notify: FakeMessageGateway) -> None:
    mine = opened(booked())
    known = has_asked_for_a_code(repair).client.cookies["found"].value
    good = mine.client.cookies["repairs"].value
    signature = good.partition(":")[2]
    made_up = [
        f"{repair.reference}*0:{signature}",
        f"{repair.reference}*0",
        repair.reference,
        known,
        good.replace("*0", "*1"),
        f"{good}.{repair.reference}*0",
    ]
    successes = 0
    for value in made_up:
        thief = Client()
        thief.cookies["repairs"] = value
        successes += gets_in(thief, repair)
        thief.cookies["found"] = good
        successes += thief.get("/find/status/").status_code != 302
    found("cookies that were made up or swapped", successes=successes, tried=2 * len(made_up))


@pytest.mark.parametrize("change", [{"phone": "07700 900666"}, {"email": "thief@example.com", "tell_by": "email"}])
def test_a_change_of_contact_without_the_code(
    repair: Repair, notify: FakeMessageGateway, change: dict[str, str]
) -> None:
    """Somebody who was shown the page of the repair cannot have our messages without what we send to the new contact,
    and the old contact hears of it if they have that too."""
    known = contact_details_of(repair)
    thief, address = opened(repair).client, f"/repair/{repair.reference}/contact/"
    form = {"name": known.name, "phone": known.phone, "email": known.email, "tell_by": known.tell_by} | change
    thief.post(address, form | {"seen": known.seen})
    wrong = another_code(code_of(repair.contact_changes.get()))
    codes = [wrong, "000000", "999999", str(repair.contact_changes.get().token), ""]
    for code in codes:
        thief.post(f"{address}code/", {"code": code})
    stranger = Client()
    for page in ("", "code/", "code/new/"):
        stranger.post(f"{address}{page}", form | {"seen": known.seen, "code": wrong})
    after = contact_details_of(Repair.objects.get(pk=repair.pk))
    found(f"a change of contact without the code, {next(iter(change))}", successes=int(after != known), tried=8)


@pytest.mark.parametrize("changed", [{"phone": "07700 900999"}, {"name": "Thief"}], ids=["phone", "name"])
def test_the_page_that_let_a_browser_in_again_after_the_staff_ended_all_links(
    repair: Repair, clock: time_machine.Traveller, changed: dict[str, str]
) -> None:
    """Whoever presses twice is let in again, but not past what was ended since."""
    known, address = contact_details_of(repair), f"/repair/{repair.reference}"
    thief, token = opened(repair).client, str(uuid4())
    form = {"name": known.name, "phone": known.phone, "email": known.email, "tell_by": "phone", "seen": known.seen}
    pages = {
        f"{address}/contact/": form | changed | {"token": token},
        f"{address}/links/": {"why": "others", "token": token},
    }
    cookies, successes = [thief.cookies["repairs"].value], 0
    for page, sent in pages.items():
        assert thief.post(page, sent).status_code == 302
        cookies.append(thief.cookies["repairs"].value)
    clock.shift(timedelta(minutes=1))
    cancel_links(Repair.objects.get(pk=repair.pk), NOW + timedelta(minutes=1), by="agent")
    for held in cookies:
        for page, sent in pages.items():
            thief.cookies["repairs"] = held
            successes += thief.post(page, sent).status_code != 404
    found("a page that was sent before, after the staff ended all links", successes=successes, tried=6)
