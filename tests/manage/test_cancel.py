"""A resident cancels a repair. What may not be safe stays open, and we ring."""

from datetime import datetime

import pytest
import time_machine
from icalendar import Calendar

from appointments.diary import DiaryDown
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from repairs.council.deadlines import LONDON
from repairs.log.models import Appointment, CallBack, Event, Message, Repair
from tests.journeys.resident import Resident
from tests.log.builders import an_emergency, without_a_time
from tests.manage.conftest import opened

DAMP = {"hazards": ["damp-mould"]}
POURING = {"reasons": [{"rule": "pouring", "text": "A bucket cannot catch all of the water."}]}
FROM_ABOVE = {"flags": ["from-above"]}


def asks_to_cancel(holder: Resident, *answers: str) -> None:
    holder.follows("Cancel this repair")
    holder.chooses(*answers).presses("Cancel this repair")


def test_it_is_cancelled_and_the_time_is_free_for_others(holder: Resident, repair: Repair) -> None:
    asks_to_cancel(holder, "I fixed it myself")
    assert holder.url == f"/repair/{repair.reference}/"
    assert "You cancelled this repair on Wednesday 4 March 2026. We will not come." in holder.says
    for gone in ("8am to midday", "Change the time", "Our target"):
        assert gone not in holder.says.partition("What has happened")[0]
    repair.refresh_from_db()
    assert (repair.cancelled_at, repair.cancel_reason) == (repair.cancel_asked_at, "fixed")
    assert Booking.objects.get().state == "cancelled"
    assert not Place.objects.filter(booked__gt=0).exists()
    assert Event.objects.get(kind="cancelled").detail == {
        "visit": "Thursday 5 March 2026, 8am to midday",
        "reason": "I fixed it myself",
        "by": "the resident",
    }
    assert Message.objects.get(kind="cancelled").state == "waiting"


def test_the_reason_must_be_chosen_and_another_one_given_in_words(holder: Resident, repair: Repair) -> None:
    asks_to_cancel(holder)
    assert holder.error == "Select why you want to cancel"
    holder.chooses("Another reason").presses("Cancel this repair")
    assert holder.error == "Enter the reason"
    holder.types(words="x" * 301).presses("Cancel this repair")
    assert holder.error == "The reason must be 300 characters or fewer"
    assert holder.value_of("words") == "x" * 301
    holder.types(words="We move\x00 out.\nOn Monday.").presses("Cancel this repair")
    assert "You cancelled this repair" in holder.says
    assert "We move out." in Repair.objects.get().cancel_words


def test_words_for_another_reason_are_not_kept_with_this_one(holder: Resident) -> None:
    holder.follows("Cancel this repair")
    holder.types(words="Never mind.").chooses("I fixed it myself").presses("Cancel this repair")
    assert Repair.objects.get().cancel_words == ""


def test_cancelling_twice_is_one_cancellation_with_the_same_answer(holder: Resident, repair: Repair) -> None:
    address = f"/repair/{repair.reference}/cancel/"
    answers = [holder.client.post(address, {"reason": "fixed"})["Location"] for _ in range(2)]
    assert answers == [f"/repair/{repair.reference}/"] * 2
    assert Event.objects.filter(kind="cancelled").count() == 1
    assert Message.objects.filter(kind="cancelled").count() == 1
    assert Appointment.objects.get().version == 1


def test_whoever_looks_at_the_form_after_it_was_cancelled_is_told(holder: Resident, repair: Repair) -> None:
    asks_to_cancel(opened(repair), "I fixed it myself")
    for page in ("cancel", "time"):
        holder.goes_to(f"/repair/{repair.reference}/{page}/")
        assert "You cancelled this repair" in holder.says


def test_a_diary_that_is_down_leaves_all_as_it_was(holder: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object) -> None:
        raise DiaryDown

    monkeypatch.setattr(LocalDiary, "cancel", down)
    asks_to_cancel(holder, "Someone else is fixing it")
    assert "We could not cancel it" in holder.says
    assert holder.chosen() == ["Someone else is fixing it"]
    assert (Repair.objects.get().cancel_asked_at, Appointment.objects.get().version) == (None, 0)


def test_from_4pm_on_the_working_day_before_it_is_too_late(holder: Resident, clock: time_machine.Traveller) -> None:
    holder.follows("Cancel this repair")
    clock.move_to(datetime(2026, 3, 4, 16, tzinfo=LONDON))
    holder.chooses("I fixed it myself").presses("Cancel this repair")
    assert "It is too late to change or cancel this visit online" in holder.says
    assert Repair.objects.get().cancel_asked_at is None


def test_a_report_without_a_time_can_be_cancelled_and_nobody_rings(northmere: None) -> None:
    holder = opened(without_a_time())
    asks_to_cancel(holder, "It does not need to be fixed any more")
    assert "You cancelled this repair" in holder.says
    assert (CallBack.objects.get().done_at is None, CallBack.objects.get().note) == (
        False,
        "The resident cancelled the repair.",
    )


def test_a_mere_leak_is_not_asked_about_further(holder: Resident) -> None:
    holder.follows("Cancel this repair")
    assert "Has it stopped?" not in holder.says


@pytest.mark.parametrize("known", [DAMP, POURING, FROM_ABOVE], ids=["hazard", "severe", "from above"])
def test_what_may_not_be_safe_is_asked_about(holder: Resident, known: dict[str, object]) -> None:
    Repair.objects.update(**known)
    asks_to_cancel(holder, "I fixed it myself")
    assert holder.error == "Select whether it has stopped"
    assert Repair.objects.get().cancel_asked_at is None


@pytest.mark.parametrize(
    ("known", "stopped", "closed"),
    [
        (DAMP, "Yes", False),
        (DAMP, "No", False),
        (POURING, "Yes", True),
        (POURING, "No", False),
        (FROM_ABOVE, "I am not sure", False),
        (FROM_ABOVE, "Yes", True),
    ],
)
def test_it_is_closed_only_when_it_is_over_and_a_hazard_never(
    holder: Resident, known: dict[str, object], stopped: str, closed: bool
) -> None:
    Repair.objects.update(**known)
    asks_to_cancel(holder, "I fixed it myself", stopped)
    repair = Repair.objects.get()
    assert (repair.cancelled_at is not None) is closed
    assert repair.cancel_asked_at is not None
    assert Booking.objects.get().state == "cancelled"
    assert Event.objects.filter(kind="cancelled" if closed else "visit-cancelled").exists()
    assert CallBack.objects.exists() is not closed
    if not closed:
        assert CallBack.objects.get().reason == "cancelled"
        assert "stays open until we have spoken to you" in holder.says
        assert "by the end of Thursday 5 March 2026" in holder.says
        assert "Cancel this repair" not in holder.says


@pytest.mark.parametrize(("stopped", "reason"), [("No", "emergency"), ("I am not sure", "emergency")])
def test_an_emergency_that_goes_on_is_rung_about_at_once(northmere: None, stopped: str, reason: str) -> None:
    holder = opened(an_emergency())
    CallBack.objects.update(done_at=datetime(2026, 3, 4, 10, tzinfo=LONDON))
    asks_to_cancel(holder, "Nobody can be in", stopped)
    call_back = CallBack.objects.get()
    assert (call_back.reason, call_back.done_at) == (reason, None)
    assert (call_back.due_at - call_back.asked_at).total_seconds() == 600


def test_an_emergency_that_is_over_is_cancelled(northmere: None) -> None:
    asks_to_cancel(holder := opened(an_emergency()), "I fixed it myself", "Yes")
    assert "You cancelled this repair" in holder.says


def test_the_calendar_takes_it_out(holder: Resident, repair: Repair) -> None:
    address = f"/repair/{repair.reference}/appointment.ics"
    [before] = Calendar.from_ical(holder.client.get(address).content).events
    asks_to_cancel(holder, "I fixed it myself")
    assert "Take the visit out of your calendar" in holder.says
    calendar = Calendar.from_ical(holder.client.get(address).content)
    [after] = calendar.events
    assert (calendar["method"], str(after["status"])) == ("CANCEL", "CANCELLED")
    assert "This visit is cancelled." in str(after["description"])
    assert (after["uid"], after.decoded("sequence")) == (before["uid"], before.decoded("sequence") + 1)
    assert after.decoded("dtstart") == before.decoded("dtstart")


@pytest.mark.parametrize(
    "junk", [{}, {"reason": "\x00"}, {"reason": "x" * 5000, "words": "\u202e" * 500}, {"reason": ["fixed", "x"]}]
)
def test_nonsense_changes_nothing(holder: Resident, repair: Repair, junk: dict[str, object]) -> None:
    assert holder.client.post(f"/repair/{repair.reference}/cancel/", junk).status_code == 200
    assert Repair.objects.get().cancel_asked_at is None
