"""The page of a repair in each state that it can be in: what stands first, who comes, by when, and what happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine

from appointments.diary.local import LocalDiary
from repairs.council.deadlines import LONDON
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.models import Event, Repair
from repairs.manage.see.timeline import OF_AN_EVENT, SAYS_NOTHING
from tests.journeys.resident import Resident
from tests.log.builders import an_emergency, booked, without_a_time
from tests.log.job_status.updates import by, hears, moved, ordered
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")

THURSDAY = datetime(2026, 3, 5, 10, 40, tzinfo=LONDON)


@dataclass(frozen=True)
class State:
    make: Callable[[], Repair]
    says: tuple[str, ...]
    not_says: tuple[str, ...] = ()
    look_at: datetime = THURSDAY


def heard(*what: str) -> Callable[[], Repair]:
    """A visit on Thursday, and what the HMS then says of it."""

    def make() -> Repair:
        repair = ordered(booked())
        for sequence, one in enumerate(what, start=1):
            hears(one, sequence, at=THURSDAY, **by("Mr Sam Carter"))
        return repair

    return make


def cancelled() -> Repair:
    return cancel_repair(booked(), Cancellation(Repair.CancelReason.FIXED), LocalDiary(), booked_at())


def booked_at() -> datetime:
    return THURSDAY - timedelta(days=1)


def a_recall() -> Repair:
    first, again = ordered(booked()), booked()
    hears("completed", at=THURSDAY)
    Repair.objects.filter(pk=again.pk).update(recall_of=first)
    return again


NOT_KNOWN = "A plumber. We do not know their name yet."
CARD = "They will show you an ID card with their photo."
STATES = {
    "reported": State(
        without_a_time,
        ("We have your report.", "We will text you on 07700 900123 by", "You reported it"),
        ("Who will come", "calendar"),
    ),
    "booked": State(
        booked,
        ("Your visit is booked.", NOT_KNOWN, CARD, "Our target to finish", "We booked a visit: Thursday 5 March 2026"),
        look_at=booked_at(),
    ),
    "moved": State(
        moved,
        ("You changed the time of the visit: Friday 6 March 2026", "We booked a visit: Thursday 5 March 2026"),
        look_at=booked_at(),
    ),
    "given to someone": State(heard("assigned"), ("Sam, a plumber.", CARD, "Sam will do this repair."), (NOT_KNOWN,)),
    "on the way": State(heard("on-the-way"), ("Sam is on the way", "Sam, a plumber.", "We were on the way")),
    "no access": State(
        heard("assigned", "no-access"),
        ("We came on Thursday 5 March 2026 at 10:40am, but we could not get in.", "We came and could not get in"),
        ("Who will come", "Sam, a plumber"),
    ),
    "more to do": State(heard("started", "follow-on"), ("There is more to do", "We found that there is more to do")),
    "done": State(
        heard("started", "completed"),
        ("Your repair is marked as finished.", "We marked it as finished", "Not fixed?"),
        ("Who will come", "Our target", "We are late", "Right to Repair"),
        THURSDAY + timedelta(days=9),
    ),
    "cancelled": State(
        cancelled,
        ("You cancelled this repair on Wednesday 4 March 2026.", "You cancelled it", "Report it again"),
        ("Who will come", "Our target", "What happens next", "We are late", "Right to Repair"),
        THURSDAY + timedelta(days=9),
    ),
    "call back": State(
        lambda: without_a_time(preferred_times=()),
        ("What is next", "We said that we would get in touch with you"),
        look_at=booked_at(),
    ),
    "emergency": State(
        an_emergency,
        ("We have your emergency report.", "We aim to come by", NOT_KNOWN),
        ("We are late",),
        booked_at() + timedelta(minutes=1),
    ),
    "emergency to which nobody came": State(
        an_emergency, ("We said that we would come by", "If no one has come, ring"), ("We are late. Sorry",)
    ),
    "late": State(
        booked,
        ("We said that we would finish by", "We are late. Sorry.", "ask when we will finish", "make a complaint"),
        look_at=THURSDAY + timedelta(days=1),
    ),
    "recall": State(a_recall, ("You told us that the repair before it was not fixed", "Your visit is booked.")),
}


def looks(clock: time_machine.Traveller, name: str) -> Resident:
    state = STATES[name]
    repair = state.make()
    clock.move_to(state.look_at)
    return opened(repair)


@pytest.mark.parametrize("name", STATES)
def test_each_state_says_how_it_stands(clock: time_machine.Traveller, name: str) -> None:
    page = looks(clock, name)
    assert [words for words in STATES[name].says if words not in page.says] == []
    assert [words for words in STATES[name].not_says if words in page.says] == []


@pytest.mark.parametrize("name", STATES)
def test_every_link_of_a_state_leads_somewhere(clock: time_machine.Traveller, name: str) -> None:
    page = looks(clock, name)
    links = {a.attrib["href"] for a in page.page.all("a") if "/repair/" in a.attrib.get("href", "")}
    assert {link: page.client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_what_was_asked_and_answered_is_in_the_history(clock: time_machine.Traveller) -> None:
    repair = booked()
    for at, ask in ((1, ask_for_update), (2, complain)):
        ask(repair, "Why?", booked_at() + timedelta(minutes=at))
    says = opened(repair).says.partition("What has happened")[2]
    in_order = [says.index(words) for words in ("You made a complaint", "You asked for an update", "You reported it")]
    assert in_order == sorted(in_order)


def test_who_was_to_come_before_a_visit_moved_is_not_said_to_come(clock: time_machine.Traveller) -> None:
    repair = heard("assigned")()
    moved_at = THURSDAY + timedelta(minutes=1)
    Event.objects.create(repair=repair, kind="moved", at=moved_at, detail={"from": "x", "to": "y", "by": "a planner"})
    clock.move_to(moved_at)
    page = opened(repair)
    assert NOT_KNOWN in page.says
    assert "We changed the time of the visit: y" in page.says


def test_only_the_newest_steps_are_open_and_the_rest_one_press_away(clock: time_machine.Traveller) -> None:
    repair = heard(*("assigned", "on-the-way", "started", "follow-on", "assigned", "on-the-way", "completed"))()
    clock.move_to(THURSDAY)
    page = opened(repair)
    assert "Show what happened earlier" in page.says
    assert page.says.index("We marked it as finished") < page.says.index("You reported it")


def test_every_event_says_something_or_is_known_to_say_nothing() -> None:
    assert set(OF_AN_EVENT) | SAYS_NOTHING == set(Event.Kind)
    assert set(OF_AN_EVENT) & SAYS_NOTHING == set()
