"""Residents never read who of the staff did something, nor what they noted: on no page, in no message or file."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import URLPattern

from repairs.homes.models import Alert, Home
from repairs.log.enquiries.answer import answer
from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Enquiry, Message, Repair, WorksOrderChange
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.staff_notes import write_note
from repairs.manage.urls import of_a_repair
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.helped.callers import asks, helps
from tests.journeys.resident import Resident
from tests.manage.conftest import opened
from tests.manage.find.getting_in import POSTCODE

pytestmark = pytest.mark.usefixtures("outside")

NEVER = re.compile("quintessa|featherstonehaugh|xylophone|dnv-alert|zebedee", re.IGNORECASE)
"""Of the agent, of a note, of an alert, and of whoever rang."""


@pytest.fixture
def much_helped(agent: Agent, repair: Repair) -> Repair:
    """Everything that staff can say of a repair has been said."""
    Alert.objects.create(home=Home.objects.get(line_1="1 Test Street"), kind="person", code="DNV", text="dnv-alert")
    write_note(repair, "Plays the xylophone.", agent.user.pk, uuid4(), NOW)
    asks(agent, repair, wrong="name", relation="neighbour", name="Zebedee", authority="none")
    helps(agent, repair, relation="family", name="Zebedee", authority="agrees")
    agent.follows("Change the time")
    agent.chooses(agent.options[0]).presses("Change the time")
    for kind, words in (("update", ""), ("complaint", "Nobody listens.")):
        agent.client.post(f"/staff/repairs/{repair.reference}/help/ask/{kind}/", {"words": words})
    form = {"words": "It drips.", "token": str(uuid4())}
    agent.client.post(f"/staff/repairs/{repair.reference}/help/add/", form)
    answer(Enquiry.objects.get(kind="update"), "We come soon.", agent.user, NOW)
    agent.client.post(f"/admin/log/repair/{repair.pk}/links/")
    return Repair.objects.get(pk=repair.pk)


def addresses(repair: Repair) -> Iterator[str]:
    """All pages of a repair, with each kind of question."""
    for pattern in of_a_repair:
        assert isinstance(pattern, URLPattern)
        route = str(pattern.pattern)
        for kind in Enquiry.Kind.values if "<str:kind>" in route else [""]:
            yield f"/repair/{repair.reference}/{route.replace('<str:kind>', kind)}"


def read_by(resident: Resident, repair: Repair) -> Iterator[tuple[str, str]]:
    for address in [*addresses(repair), "/find/mine/", "/find/status/", "/"]:
        response: Any = resident.client.get(address, follow=True)
        yield address, response.content.decode()


def test_on_no_page_of_a_resident(much_helped: Repair) -> None:
    resident = opened(much_helped)
    resident.client.post("/find/", {"reference": much_helped.reference, "postcode": POSTCODE})
    pages = dict(read_by(resident, much_helped))
    assert "We changed the time of the visit for you" in pages[f"/repair/{much_helped.reference}/"]
    assert len(pages) > 18
    assert [address for address, text in pages.items() if NEVER.search(text)] == []


def test_in_no_message(much_helped: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    for _ in range(4):
        clock.shift(timedelta(hours=1))
        sweep()
    sent = [f"{message.subject} {message.body}" for message in notify.messages]
    assert len(sent) > 2
    assert [words for words in sent if NEVER.search(words)] == []
    assert not Message.objects.filter(state="waiting", due_at__lt=NOW).exists()


def test_the_hms_is_sent_the_alert_and_no_more_of_it(much_helped: Repair, hms: FakeHousingSystem) -> None:
    """Whoever goes there must know of the alert."""
    sweep()
    told = [str(order) for order in hms.orders.values()]
    told += [str(change.message) for change in WorksOrderChange.objects.all()]
    assert any("LK-P01" in words for words in told)
    assert {word.lower() for words in told for word in NEVER.findall(words)} <= {"dnv-alert"}


def test_the_guard_sees_what_staff_see(much_helped: Repair, agent: Agent) -> None:
    agent.goes_to(f"/staff/repairs/{much_helped.reference}/")
    found = {word.lower() for word in NEVER.findall(agent.response.content.decode())}
    assert found == {"quintessa", "featherstonehaugh", "xylophone", "dnv-alert", "zebedee"}
