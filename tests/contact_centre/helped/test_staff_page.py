"""A repair as staff see it: all of it on one page, with who did what, and notes for each other."""

from uuid import uuid4

import pytest

from repairs.homes.models import Alert, Home
from repairs.log.enquiries.ask import ask_for_update
from repairs.log.models import Assistance, Message, Repair, StaffNote
from repairs.roles import DIAGNOSIS_VIEWERS, MANAGERS, PLANNERS, REPAIRS_ADMINS, Role
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.page_lint import PageClient
from tests.tables.builders import staff


def page(repair: Repair) -> str:
    return f"/staff/repairs/{repair.reference}/"


@pytest.fixture
def looker(agent: Agent, repair: Repair) -> Agent:
    agent.goes_to(page(repair))
    return agent


def test_the_page_says_how_it_stands(agent: Agent, repair: Repair) -> None:
    Alert.objects.create(
        home=Home.objects.get(line_1="1 Test Street"), kind="person", code="DNV", text="Do not visit alone"
    )
    who = {"channel": "desk", "relation": "warden", "caller_name": "Grace Hopper"}
    Assistance.objects.create(repair=repair, staff=agent.user, **who)
    ask_for_update(repair, "When do you come?", NOW)
    agent.goes_to(page(repair).lower())
    for words in (
        *("Visit booked", "Thursday 5 March 2026, 8am to midday", "1 Test Street, Northmere, NM1 2AB", "Ada Byron"),
        *("07700 900123, ada@example.com (text message)", "The cupboard is soaked.", "Under the sink"),
        *("do not read this out", "About a person: Do not visit alone", "When do you come?", "To be answered by"),
        *("At a desk: a warden or housing officer, Grace Hopper", "You reported it", "Asked by the resident"),
    ):
        assert words in agent.says, words


def test_what_was_sent_is_there_and_no_link_leads_to_the_pages_of_residents(agent: Agent, repair: Repair) -> None:
    Message.objects.update(state="sent", sent_at=NOW, delivery="permanent-failure")
    agent.goes_to(page(repair))
    assert "There is no such phone number. The contact is wrong." in agent.says
    assert [link for link in agent.page.all("a") if link.get("href", "").startswith(("/repair/", "/report/"))] == []


def test_a_note_is_for_colleagues_with_who_wrote_it_and_when(looker: Agent, repair: Repair) -> None:
    looker.types(words="He shouts.\nRing the daughter first.").presses("Add note")
    assert "Your note is kept." in looker.says
    assert "Quintessa Featherstonehaugh, Wednesday 4 March 2026 at 10am" in looker.says
    assert "Ring the daughter first." in looker.says


def test_an_empty_note_and_a_long_one_are_refused_and_kept(looker: Agent) -> None:
    looker.presses("Add note")
    assert looker.error == "Enter a note"
    looker.types(words="a" * 1001).presses("Add note")
    assert looker.error == "Your answer must be 1000 characters or fewer, but it has 1001"
    assert looker.value_of("words") == "a" * 1001
    assert not StaffNote.objects.exists()


def test_a_note_is_kept_once_and_never_changed(looker: Agent, repair: Repair) -> None:
    form = {"words": "Once.", "token": str(uuid4())}
    for _ in range(2):
        assert looker.client.post(page(repair), form).status_code == 302
    note = StaffNote.objects.get()
    with pytest.raises(ValueError, match="never changed"):
        note.save()


@pytest.mark.parametrize(
    ("role", "status", "notes"),
    [(MANAGERS, 200, 0), (PLANNERS, 200, 1), (REPAIRS_ADMINS, 200, 1), (DIAGNOSIS_VIEWERS, 403, 0)],
    ids=lambda value: value.name if isinstance(value, Role) else "",
)
def test_who_may_see_it_and_write_notes(repair: Repair, role: Role, status: int, notes: int) -> None:
    client = PageClient()
    client.cookies = staff(role).cookies
    response = client.get(page(repair))
    client.post(page(repair), {"words": "A note."})
    assert (response.status_code, StaffNote.objects.count()) == (status, notes)
    assert "Verify the caller" not in response.content.decode()
    assert client.get(f"{page(repair)}verify/").status_code == 403


def test_the_admin_leads_there_and_names_who_helped(looker: Agent, repair: Repair) -> None:
    looker.goes_to(f"{page(repair)}verify/")
    looker.presses("Verify")
    admin = looker.client.get(f"/admin/log/repair/{repair.pk}/change/").content.decode()
    assert f'href="{page(repair)}"' in admin
    assert "Caller not verified" in admin
    assert "Helped by Quintessa Featherstonehaugh, on the phone" in admin
    assert "Quintessa Featherstonehaugh, on the phone" in looker.client.get("/admin/log/event/").content.decode()
