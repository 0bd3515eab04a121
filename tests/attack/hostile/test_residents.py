"""Every hostile string in every field that a resident meets."""

from datetime import datetime, timedelta

import pytest
import time_machine

from diagnosis.tree import Outcome
from repairs.council.deadlines import LONDON
from repairs.homes.models import Home
from repairs.log.links import link_of
from repairs.log.models import Repair
from repairs.log.notify.fake import FakeMessageGateway
from tests.attack.hostile.attacker import Attacker
from tests.attack.hostile.verdict import Walk
from tests.diagnosis.builders import leak_tree
from tests.guards.test_tree_pages import goes_to_the_end_of, ways_to
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.log.job_status.updates import hears, ordered
from tests.manage.conftest import opened
from tests.manage.find.getting_in import code_sent, has_asked_for_a_code, tries_code
from tests.manage.test_asking import missed as missed
from tests.manage.test_contact_details import asks_to_change

pytestmark = pytest.mark.usefixtures("outside")

THURSDAY = datetime(2026, 3, 5, 11, tzinfo=LONDON)
OF_A_REPAIR = ["", "time/", "cancel/", "links/", "contact/", "contact/code/", "visit-details/", "add/", "ring/"]
ASKS = ["update", "no-one-came", "worse", "not-fixed", "complaint", "other-contractor"]


@pytest.fixture
def resident(northmere: None, walk: Walk) -> Resident:
    resident = Resident()
    Attacker(walk, resident.client).goes_along(resident)
    return resident


def test_a_report(resident: Resident, walk: Walk) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report")
    assert "report:page contact" in walk.names


def test_a_report_without_a_known_home(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident, "My address is not here")
    resident.types(line_1="1 New Road", town="Northmere", postcode="NM9 9ZZ").presses()
    tells_of_kitchen_leak(resident)
    answers_about_home(resident, water="No")
    resident.presses()
    resident.answers("Any time")


@pytest.mark.parametrize("tenure", ["leasehold", "temporary"])
def test_a_report_of_no_tenant(resident: Resident, tenure: str) -> None:
    home = Home.objects.filter(tenure=tenure)[0]
    resident.starts()
    resident.answers("None of these")
    gives_home(resident, f"{home.line_1}, Northmere")
    resident.answers("I own it, or part of it")


def test_each_question_of_the_tree(resident: Resident) -> None:
    resident.starts()
    resident.answers("I am not sure")
    for key, way in ways_to().items():
        if not isinstance(leak_tree().by_key[key], Outcome):
            goes_to_the_end_of(resident, way)


def test_pages_of_a_repair(repair: Repair, walk: Walk) -> None:
    Attacker(walk, opened(repair).client, shapes=True).attacks(f"/repair/{repair.reference}/add/")
    attacker = Attacker(walk, opened(repair).client)
    for page in [*OF_A_REPAIR, *(f"ask/{kind}/" for kind in ASKS)]:
        attacker.attacks(f"/repair/{repair.reference}/{page}")


def test_pages_of_a_repair_that_is_done(repair: Repair, walk: Walk, clock: time_machine.Traveller) -> None:
    ordered(repair)
    clock.move_to(THURSDAY)
    hears("completed", at=THURSDAY)
    holder = opened(repair)
    attacker = Attacker(walk, holder.client)
    for page in ["", "two-questions/", *(f"ask/{kind}/" for kind in ASKS)]:
        attacker.attacks(f"/repair/{repair.reference}/{page}")
    holder.goes_to(f"/repair/{repair.reference}/ask/not-fixed/")
    attacker.goes_along(holder)
    holder.types(words="It drips again").presses("Tell us")


def test_an_emergency(resident: Resident) -> None:
    resident.starts()
    resident.answers("A ceiling is bulging, sagging or has come down")
    assert resident.buttons == ["Keep what I told you"]


def test_a_visit_to_which_nobody_came(missed: Resident, repair: Repair, walk: Walk) -> None:
    Attacker(walk, missed.client).attacks(f"/repair/{repair.reference}/ask/no-one-came/")


def test_another_contractor(repair: Repair, walk: Walk, clock: time_machine.Traveller) -> None:
    Repair.objects.update(rtr_due=THURSDAY.date())
    clock.move_to(THURSDAY + timedelta(days=1))
    Attacker(walk, opened(repair).client).attacks(f"/repair/{repair.reference}/ask/other-contractor/")


def test_my_repairs(repair: Repair, walk: Walk, notify: FakeMessageGateway) -> None:
    somebody = has_asked_for_a_code(repair)
    tries_code(somebody, code_sent(notify))
    Attacker(walk, somebody.client).attacks("/find/mine/")
    assert "close-here" in walk.names


def test_a_new_contact(repair: Repair, walk: Walk) -> None:
    holder = opened(repair)
    Attacker(walk, holder.client).goes_along(holder)
    asks_to_change(holder, phone="07700 900999")
    assert "manage:contact-code" in walk.names


def test_a_link(repair: Repair, walk: Walk) -> None:
    resident = Resident()
    Attacker(walk, resident.client).goes_along(resident)
    resident.goes_to(link_of(repair))
    assert "manage:link" in walk.names


def test_getting_in(repair: Repair, walk: Walk) -> None:
    attacker = Attacker(walk, has_asked_for_a_code(repair).client)
    for page in (
        "/find/",
        "/find/code/",
        "/find/code/new/",
        "/find/lost/",
        "/find/status/",
        "/find/mine/",
        "/r/token",
        "/c/token",
    ):
        attacker.attacks(page)
