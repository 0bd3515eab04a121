"""An agent does for a verified caller what a resident can do, and it is noted as theirs."""

from typing import Any

import pytest

from repairs.log.details.contact_code import code_of
from repairs.log.models import Addition, Enquiry, Event, Message, Repair
from tests.contact_centre.agent import Agent
from tests.contact_centre.helped.callers import helps
from tests.journeys.resident import Resident
from tests.log.builders import booked
from tests.log.job_status.updates import hears, ordered
from tests.manage.conftest import opened
from tests.photos.albums import upload

pytestmark = pytest.mark.usefixtures("outside")


def noted(repair: Repair, agent: Agent) -> list[str]:
    """The kinds of what happened since the caller was verified. All of it has the agent and the channel."""
    begun = repair.events.filter(kind="caller-verified").order_by("pk").last() or Event()
    since = Event.objects.filter(pk__gt=begun.pk).order_by("pk")
    assert {(event.staff_id, event.channel) for event in since} == {(agent.user.pk, "phone")}
    return [event.kind for event in since]


def page(repair: Repair, rest: str = "") -> str:
    return f"/staff/repairs/{repair.reference}/help/{rest}"


def test_moving_the_visit(helper: Agent, repair: Repair) -> None:
    helper.follows("Change the time")
    helper.chooses(helper.options[0]).presses("Change the time")
    assert "Your visit is now" in helper.says
    assert helper.url.startswith(page(repair))
    assert noted(repair, helper) == ["moved"]


def test_cancelling(helper: Agent, repair: Repair) -> None:
    helper.follows("Cancel this repair")
    helper.chooses("I fixed it myself").presses("Cancel this repair")
    assert "You cancelled this repair" in helper.says
    assert noted(repair, helper) == ["cancelled"]
    assert "/staff/calls/" in helper.response.content.decode()


def test_saying_who_will_be_in(helper: Agent, repair: Repair) -> None:
    helper.follows("Change who will be in")
    helper.chooses("Someone else").types(in_name="Bo Lund", access_notes="Mind the dog.").presses("Save")
    assert "We have saved who will be in" in helper.says
    assert noted(repair, helper) == ["visit-details"]


def test_adding_words_and_photos(helper: Agent, repair: Repair, photo_folder: Any) -> None:
    helper.follows("Add photos or tell us more")
    helper.types(words="It drips on the fuse box.").attaches(upload()).presses("Add to your repair")
    assert "We have what you added" in helper.says
    assert noted(repair, helper) == ["added"]
    assert len(Addition.objects.get().photos) == 1


@pytest.mark.parametrize(
    ("kind", "answers", "events"),
    [
        ("update", {}, ["enquiry-asked"]),
        ("complaint", {"words": "Nobody listens."}, ["enquiry-asked"]),
        ("worse", {"signs": "none"}, ["enquiry-asked"]),
    ],
)
def test_asking(helper: Agent, repair: Repair, kind: str, answers: dict[str, str], events: list[str]) -> None:
    response = helper.client.post(page(repair, f"ask/{kind}/"), answers)
    assert response["Location"] == page(repair)
    assert Enquiry.objects.get().kind == kind
    assert noted(repair, helper) == events


def test_what_was_not_fixed_is_open_to_the_agent_too(helper: Agent, repair: Repair) -> None:
    ordered(repair)
    hears("completed")
    helper.goes_to(page(repair, "ask/not-fixed/"))
    helper.types(words="It drips again.").presses("Tell us that it is not fixed")
    recall = Repair.objects.get(recall_of=repair)
    assert helper.url == page(recall, "first-time/")
    helper.chooses(helper.options[0]).presses("Book this time")
    assert helper.url == page(recall)
    assert "repairs" not in helper.client.cookies


def test_two_questions(helper: Agent, repair: Repair) -> None:
    ordered(repair)
    hears("completed")
    helper.goes_to(page(repair, "two-questions/"))
    helper.picks(overall="neither", time_taken="neither").presses("Send your answers")
    assert helper.heading == "Thank you"


def test_a_new_contact_is_proved_by_the_code_that_the_caller_reads_out(helper: Agent, repair: Repair) -> None:
    resident = opened(repair)
    helper.goes_to(page(repair, "contact/"))
    helper.types(phone="07700 900999").presses("Save")
    assert helper.url == page(repair, "contact/code/")
    assert Repair.objects.get().phone == "07700 900123"
    helper.types(code="000000").presses("Save my contact details")
    assert helper.error
    helper.types(code=code_of(repair.contact_changes.get())).presses("Save my contact details")
    assert "We have saved your contact details" in helper.says
    assert Repair.objects.get().phone == "07700 900999"
    assert {"contact-changed", "links-ended"} <= set(noted(repair, helper))
    assert Message.objects.filter(kind="former-contact").exists()
    assert resident.client.get(f"/repair/{repair.reference}/").status_code == 404


@pytest.mark.parametrize(
    ("why", "says"), [("others", "The links have stopped"), ("not-mine", "The links have stopped")]
)
def test_ending_the_links(helper: Agent, repair: Repair, why: str, says: str) -> None:
    helper.goes_to(page(repair, "links/"))
    helper.picks(why=why).presses("Stop the links")
    assert says in helper.says
    assert "this phone or computer" not in helper.says
    assert "links-ended" in noted(repair, helper)


def test_the_calendar_file(helper: Agent, repair: Repair) -> None:
    response = helper.client.get(page(repair, "appointment.ics"))
    assert response["Content-Type"].startswith("text/calendar")


def test_every_link_on_the_page_stays_with_the_staff(helper: Agent, repair: Repair) -> None:
    main = next(helper.page.all("main"))
    links = {a.attrib["href"] for a in main.iter("a") if a.attrib["href"].startswith("/")}
    assert len(links) > 6
    assert [link for link in links if not link.startswith(("/staff/", "/photos/"))] == []


def test_a_resident_and_an_agent_in_one_browser_do_not_mix(helper: Agent, repair: Repair) -> None:
    """Neither opens the other's pages, and what the resident does is noted as nobody's help."""
    other = opened(repair)
    helper.client.cookies["repairs"] = other.client.cookies["repairs"].value
    helper.presses("End help")
    helper.goes_to(page(repair))
    assert helper.heading == "Verify the caller"
    helper.client.post(f"/repair/{repair.reference}/ask/update/", {"words": ""})
    event = Event.objects.get(kind="enquiry-asked")
    assert (event.staff, event.channel) == (None, "")


def test_an_agent_who_helps_leaves_the_resident_s_own_pages_shut(helper: Agent, repair: Repair) -> None:
    assert helper.client.get(f"/repair/{repair.reference}/").status_code == 404
    assert "repairs" not in helper.client.cookies


def test_the_resident_reads_that_we_did_it_for_them(helper: Agent, repair: Repair) -> None:
    helper.goes_to(page(repair, "time/"))
    helper.chooses(helper.options[0]).presses("Change the time")
    resident: Resident = opened(repair)
    assert "We changed the time of the visit for you" in resident.says


def test_a_second_repair_needs_a_caller_of_its_own(helper: Agent, repair: Repair) -> None:
    other = booked()
    helper.goes_to(page(other))
    assert helper.heading == "Verify the caller"
    helps(helper, other)
    helper.goes_to(page(repair))
    assert helper.heading == f"Your repair {repair.reference}"
