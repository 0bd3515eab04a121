"""The resident's own page while the HMS speaks: what is next, what has happened, and what can still be changed."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from repairs.council.deadlines import LONDON
from repairs.log.models import Appointment, Event, JobState, Message, Repair, WorksOrderChange
from repairs.log.planning import visits_to_plan
from tests.conftest import NOW
from tests.log.builders import booked, without_a_time
from tests.log.job_status.updates import by, hears, ordered, told, window
from tests.log.staff import list_of, page_of, shown
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")

THURSDAY = datetime(2026, 3, 5, 10, 40, tzinfo=LONDON)

# What is said first, and what is said of it later, of a visit that was booked for that day.
WORDS = {
    JobState.SCHEDULED: ("", "We planned the work"),
    JobState.ASSIGNED: ("Sam will do this repair.", "We gave the work to someone"),
    JobState.ON_THE_WAY: ("Sam is on the way", "We were on the way"),
    JobState.STARTED: ("Sam has started the work.", "We started the work"),
    JobState.NO_ACCESS: ("but we could not get in.", "We came and could not get in"),
    JobState.FOLLOW_ON: ("There is more to do", "We found that there is more to do"),
    JobState.DELAYED: ("Sorry, we could not come as planned.", "We were delayed"),
    JobState.COMPLETED: ("Your repair is marked as finished.", "We marked it as finished"),
    JobState.CANCELLED: ("Sorry, we could not come as planned.", "We could not come as planned"),
}
CAN_BOOK_AGAIN = {JobState.NO_ACCESS, JobState.DELAYED, JobState.CANCELLED}


@pytest.fixture
def repair(outside: None, clock: time_machine.Traveller) -> Repair:
    repair = ordered(booked())
    clock.move_to(THURSDAY)
    return repair


def test_there_are_words_for_everything() -> None:
    assert set(WORDS) == set(JobState)


@pytest.mark.parametrize("state", JobState)
def test_the_page_says_what_is_next_and_what_has_happened(repair: Repair, state: JobState) -> None:
    hears(state.value, at=THURSDAY, **by("Mr Sam Carter"))
    page = opened(repair)
    for words in WORDS[state]:
        assert words in page.says
    assert "Thursday 5 March 2026 at 10:40am" in page.says
    assert ("Choose a new time" in page.says) == (state in CAN_BOOK_AGAIN)
    assert "Carter" not in page.says


def test_before_the_hms_has_said_anything_nothing_is_said_of_it(repair: Repair) -> None:
    assert not [later for _, later in WORDS.values() if later in opened(repair).says]


def test_a_time_that_the_hms_planned_is_shown_where_we_have_none() -> None:
    repair = ordered(without_a_time())
    hears("scheduled", **window("2026-03-06", "08:00", "12:00"))
    assert "We will come on Friday 6 March 2026, 8am to midday." in opened(repair).says
    assert repair not in visits_to_plan(NOW)


def test_late_on_the_same_day_says_when(repair: Repair) -> None:
    hears("delayed", at=THURSDAY, **window("2026-03-05", "13:00", "14:00"))
    page = opened(repair)
    assert "Sorry, we are late. We still come today" in page.says
    assert "8am to midday" in page.says


def test_on_the_way_is_not_said_on_the_next_day(repair: Repair, clock: time_machine.Traveller) -> None:
    hears("on-the-way", at=THURSDAY, **by("Sam"))
    clock.shift(timedelta(days=1))
    assert "Sam is on the way" not in opened(repair).says
    assert "We were on the way" in opened(repair).says


@pytest.mark.parametrize("state", [JobState.ON_THE_WAY, JobState.STARTED, JobState.COMPLETED])
def test_once_somebody_comes_or_has_been_it_cannot_be_cancelled_online(state: JobState) -> None:
    repair = ordered(without_a_time())
    holder = opened(repair)
    holder.follows("Cancel this repair")
    hears(state.value)
    holder.chooses("I fixed it myself").presses("Cancel this repair")
    assert Repair.objects.get(pk=repair.pk).cancel_asked_at is None
    assert "Your repair" in holder.says
    assert "Cancel this repair" not in holder.says
    assert not WorksOrderChange.objects.exists()


def test_nobody_comes_to_what_was_cancelled(repair: Repair) -> None:
    hears("assigned", at=THURSDAY, **by("Sam Carter"))
    Repair.objects.update(cancel_asked_at=THURSDAY, cancelled_at=THURSDAY)
    page = opened(repair)
    assert "Sam" not in page.says
    assert "We gave the work to someone" in page.says


@pytest.mark.parametrize("what", ["no-access", "cancelled"])
def test_whoever_was_let_down_or_was_out_books_again(repair: Repair, what: str) -> None:
    hears(what, at=THURSDAY)
    holder = opened(repair)
    holder.follows("Choose a new time")
    assert "Your visit is now" not in holder.says
    first = next(field for field in holder.page.fields() if field.get("name") == "slot")
    holder.picks(slot=first.attrib["value"]).presses("Book this time")
    visit = Appointment.objects.get(repair=repair)
    assert visit.cancelled_at is None
    assert visit.day > THURSDAY.date()
    assert "Your visit is now" in holder.says
    assert "could not" not in holder.says.partition("What has happened")[0]
    assert repair not in visits_to_plan(THURSDAY) or visit.day > repair.due_at.date()
    assert WorksOrderChange.objects.get().kind == "reschedule"
    assert "moved" in told(repair)
    assert {"no-access", "moved-by-us"} & set(told(repair)) == set()
    assert Event.objects.filter(repair=repair, kind=Event.Kind.MOVED).count() == 1


def test_the_same_button_twice_books_once(repair: Repair) -> None:
    hears("no-access", at=THURSDAY)
    holder = opened(repair)
    holder.follows("Choose a new time")
    url = holder.url
    first = next(field for field in holder.page.fields() if field.get("name") == "slot").attrib["value"]
    version = Appointment.objects.get(repair=repair).version
    for _ in range(2):
        response = holder.client.post(url, {"slot": first, "version": str(version)})
        assert response.status_code == 302
    assert Event.objects.filter(kind=Event.Kind.MOVED).count() == 1
    assert Message.objects.filter(kind="moved").count() == 1


def test_where_we_ring_first_nothing_can_be_booked_again_online(repair: Repair) -> None:
    hears("no-access", at=THURSDAY)
    holder = opened(repair)
    holder.follows("Choose a new time")
    repair.home.alerts.create(kind="person", code="DNV", text="Do not visit alone", calls_back=True)  # type: ignore[union-attr] # it has a home
    holder.goes_to(holder.url)
    assert "We cannot show you other times" in holder.says
    assert "Back to your repair" in holder.says


def test_staff_see_what_the_hms_said_who_came_and_what_was_noted(repair: Repair, boss: Client) -> None:
    hears("no-access", at=THURSDAY, Comments="Card left", **by("Sam Carter"))
    page = shown(boss, page_of(repair))
    assert "Could not get in, Sam Carter, Card left" in page
    assert "Told by the HMS" in page


def test_planners_see_why_it_is_theirs_again(repair: Repair, boss: Client) -> None:
    hears("no-access", at=THURSDAY)
    listed = shown(boss, "/admin/log/visittoplan/")
    assert "The HMS says: could not get in" in listed
    assert "Could not get in" in shown(boss, list_of(Repair))
