"""Every hostile string in every field that agents, planners and managers meet."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from diagnosis.drafts.from_tree import make_draft
from diagnosis.models import PublishedTree
from repairs.homes.models import Home
from repairs.log.enquiries.ask import ask_for_update
from repairs.log.models import CallBack, Repair
from repairs.report.models import Draft
from tests.attack.hostile.attacker import FORM, Attacker, on_the_wire
from tests.attack.hostile.strings import STRINGS, WHOLE
from tests.attack.hostile.verdict import Walk, timed
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import an_emergency_online, no_time_suits
from tests.contact_centre.helped.callers import helps
from tests.diagnosis.builders import leak_tree
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.report.try_draft.trier import MAY_CHANGE, Trier

pytestmark = pytest.mark.usefixtures("outside")

OF_A_REPAIR = ["", "verify/", "end/", "photo-link/", "priority/", "other-times/"]
HELPED = ["", "time/", "cancel/", "links/", "contact/", "visit-details/", "add/", "ask/update/", "ask/worse/"]
HELPED += ["ask/complaint/", "ask/other-contractor/"]
OF_A_CALL_BACK = ["", "take/", "give-back/", "take-over/", "note/", "no-answer/", "close/", "report/"]
OF_A_CALL = ["priority/", "other-times/", "to-resident/", "with-resident/", "give-up/"]
LISTS = ["overrides/", "quality/", "take-over/", "call-backs/", "find/", "find/?search=test&for=call", "calls/", ""]
PLANNING = ["", "to-book/", "day/", "late/", "enquiries/"]


@pytest.fixture
def agent(northmere: None) -> Agent:
    return Agent()


def test_a_call(agent: Agent, walk: Walk) -> None:
    attacker = Attacker(walk, agent.client)
    attacker.goes_along(agent)
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent)
    tells_of_kitchen_leak(agent)
    answers_about_home(agent)
    agent.presses()
    for page in OF_A_CALL:
        attacker.attacks(f"/staff/calls/{Draft.objects.latest('updated_at').pk}/{page}")
    attacker.attacks(f"/staff/take-over/{Draft.objects.latest('updated_at').pk}/")
    takes_first_time(agent)
    agent.says_who_calls(relation="warden", name="Grace Hopper", phone="07700 900456")
    gives_contact(agent)
    agent.presses("Send report")


def test_a_repair_as_staff_see_it(repair: Repair, agent: Agent, walk: Walk, boss: Client) -> None:
    attackers = [Attacker(walk, agent.client), Attacker(walk, boss)]
    for page in OF_A_REPAIR:
        for attacker in attackers if WHOLE else attackers[:1]:
            attacker.attacks(f"/staff/repairs/{repair.reference}/{page}")
    attackers[1].attacks(f"/staff/planning/{repair.reference}/")
    helps(agent, repair)
    for page in HELPED:
        attackers[0].attacks(f"/staff/repairs/{repair.reference}/help/{page}")


def test_call_backs(agent: Agent, walk: Walk) -> None:
    attacker = Attacker(walk, agent.client)
    for waiting in (an_emergency_online(), no_time_suits()):
        for page in OF_A_CALL_BACK:
            attacker.attacks(f"/staff/call-backs/{waiting.pk}/{page}")
            if page == "take/":
                agent.client.post(f"/staff/call-backs/{waiting.pk}/take/")


def test_lists_and_homes(repair: Repair, walk: Walk, agent: Agent, boss: Client) -> None:
    ask_for_update(repair, "When?", NOW)
    home = Home.objects.get(line_1="1 Test Street")
    for attacker in (Attacker(walk, boss), *([Attacker(walk, agent.client)] if WHOLE else [])):
        for page in [*LISTS, f"homes/{home.pk}/", *(f"planning/{one}" for one in PLANNING)]:
            attacker.attacks(f"/staff/{page}")
    assert CallBack.objects.count() == 0


def test_homes_while_somebody_types(walk: Walk, agent: Agent, repair: Repair) -> None:
    """Asked by a script, without a form."""
    attacker = Attacker(walk, agent.client)
    for string in STRINGS:
        with attacker.undone(), timed() as took:
            response = attacker.client.post("/staff/find/suggest/", urlencode(on_the_wire({"words": string})), FORM)
        walk.look(response, f"suggestions for {string!r}"[:300], took.seconds)


def test_trying_a_draft(walk: Walk, northmere: None) -> None:
    draft, sam = make_draft(leak_tree(), by="Sam"), Trier(*MAY_CHANGE)
    attacker = Attacker(walk, sam.client)
    route = "answers=safety.none,where.kitchen,kitchen.tap,tap.drips"
    for view in ("", "&view=agent"):
        attacker.attacks(f"{reverse('try-draft', args=[draft.pk])}?{route}{view}")
        attacker.attacks(reverse("try-draft", args=[draft.pk]) + view.replace("&", "?"))
        attacker.attacks(f"{reverse('try-published', args=[PublishedTree.objects.get().pk])}?{route}{view}")
        attacker.attacks(f"{reverse('try-keep', args=[draft.pk])}?{route}{view}")
