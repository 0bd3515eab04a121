"""Staff write why repairs take longer, on one or for many, and see first how many."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from repairs.council.models import Trade
from repairs.log.models import DelayedRepair, DelayNote, Event, Repair
from tests.log.builders import booked, without_a_time
from tests.log.delays.notes import WORDS, a_note
from tests.log.staff import page_of, shown, signed_in
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")

ADD = "/admin/log/delaynote/add/"
SEEN = ("view_repair", "view_delaynote")


@pytest.fixture
def agent(northmere: None) -> Client:
    return signed_in(*SEEN, "write_delaynote")


@pytest.fixture
def planner(northmere: None) -> Client:
    return signed_in(*SEEN, "write_delaynote", "spread_delaynote", name="pat")


def sends(client: Client, **given: Any) -> str:
    known = {"words": WORDS, "starts": "2026-03-04", "until": "2026-03-20"}
    return client.post(ADD, known | given, follow=True).content.decode()


def plumbing() -> str:
    return str(Trade.objects.get(code="PL").pk)


def test_the_page_of_a_repair_leads_to_a_note_on_it(agent: Client) -> None:
    repair = booked()
    assert f"{ADD}?reference={repair.reference}" in shown(agent, page_of(repair))
    assert repair.reference in shown(agent, ADD, reference=repair.reference)
    sends(agent, reference=repair.reference.lower())
    page = opened(repair)
    assert "There is a delay" in page.says
    assert f"{WORDS} We expect this to last until Friday 20 March 2026." in page.says
    assert f"There is a delay: {WORDS}" in page.says
    assert WORDS in shown(agent, page_of(repair))


def test_many_are_counted_before_anything_is_kept(planner: Client) -> None:
    booked(), without_a_time()
    page = sends(planner, trade=plumbing(), tell="on")
    assert "2 open repairs are like this now. Each is sent a message. Tick the box if so." in page
    assert not DelayNote.objects.exists()
    sends(planner, trade=plumbing(), tell="on", sure="on")
    assert DelayedRepair.objects.count() == 2


def test_who_may_write_on_one_may_not_write_for_many(agent: Client) -> None:
    booked()
    assert "Enter the reference of one repair." in sends(agent, trade=plumbing(), sure="on")
    assert not DelayNote.objects.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Enter the reference of one repair, or a trade, a patch or days, and not both."),
        ({"reference": "222-222-2222"}, "No repair has this reference."),
        ({"reference": "\u202e"}, "No repair has this reference."),
        ({"reference": "ours", "trade": "plumbing"}, "and not both"),
        ({"reference": "ours", "until": "2026-03-03"}, "That day has passed."),
        ({"reference": "ours", "starts": "2026-03-21"}, "Enter a day that is not before the first."),
        ({"reference": "ours", "until": "x"}, "Enter a valid date."),
        ({"reference": "ours", "words": ""}, "This field is required."),
        ({"reference": "over"}, "This repair is finished or cancelled."),
    ],
)
def test_what_cannot_be_kept_says_why_and_keeps_what_was_typed(
    planner: Client, given: dict[str, str], says: str
) -> None:
    ours, over = booked(), without_a_time()
    Repair.objects.filter(pk=over.pk).update(cancelled_at=over.reported_at)
    real = {"ours": ours.reference, "over": over.reference, "plumbing": plumbing()}
    page = sends(planner, **{name: real.get(value, value) for name, value in given.items()})
    assert says in page
    assert given.get("words", WORDS) in page
    assert not DelayNote.objects.exists()


def test_a_note_is_ended_and_never_changed(agent: Client) -> None:
    repair = booked()
    note = a_note(repair=repair)
    agent.post(page_of(note), {"words": "Something else", "end": "on"})
    note.refresh_from_db()
    assert note.words == WORDS
    assert note.ended_at is not None
    page = opened(repair)
    assert "We expect this to last" not in page.says
    assert "The delay is over" in page.says
    assert agent.post(page_of(note), {"end": "on"}).status_code == 403
    assert Event.objects.filter(kind="delay-ended").count() == 1


def test_who_may_write_on_one_may_not_end_what_is_for_many(agent: Client) -> None:
    note = a_note(trade=Trade.objects.get(code="PL"))
    assert agent.post(page_of(note), {"end": "on"}).status_code == 403


def test_who_wrote_and_ended_it_is_kept(planner: Client) -> None:
    booked()
    sends(planner, trade=plumbing(), sure="on")
    planner.post(page_of(DelayNote.objects.get()), {"end": "on"})
    kept = list(
        LogEntry.objects.filter(user__username="pat").order_by("pk").values_list("user__username", "action_flag")
    )
    assert kept == [("pat", 1), ("pat", 2)]


@pytest.mark.parametrize("name", ["list", "one"])
def test_who_may_only_look_writes_nothing(northmere: None, name: str) -> None:
    note = a_note(repair=booked())
    manager = signed_in(*SEEN, name="mo")
    page = shown(manager, "/admin/log/delaynote/" if name == "list" else page_of(note))
    assert WORDS in page
    assert "End it now" not in page
    assert manager.get(ADD).status_code == manager.post(page_of(note), {"end": "on"}).status_code == 403


def test_only_those_who_may_see_the_repair_read_it(agent: Client) -> None:
    repair, other = booked(), booked()
    a_note(repair=repair)
    assert WORDS not in opened(other).says
