"""A resident moves the visit to another time: all of it happens, once, or none of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from icalendar import Calendar

from appointments.diary import DiaryDown
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from repairs.council.deadlines import LONDON
from repairs.homes.models import Alert, Home
from repairs.log.models import Appointment, Event, Message, Repair
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.manage.conftest import opened

FRIDAY_MORNING = "8am to midday, Friday 6 March 2026"
FRIDAY_AFTERNOON = "Midday to 4pm, Friday 6 March 2026"


def down(*args: object, **options: object) -> None:
    raise DiaryDown


def visit() -> Appointment:
    return Appointment.objects.get()


def finds(resident: Resident, time: str) -> Resident:
    """Looks through later dates until the time is there, and chooses it."""
    while time not in resident.options:
        resident.follows("Dates after" if "Dates after" in resident.says else "Later dates")
    return resident.chooses(time)


def taken(place: Place) -> tuple[int, int]:
    place.refresh_from_db()
    return place.held, place.booked


def fill(slot_id: str) -> None:
    place = Place.objects.get(pk=slot_id)
    Place.objects.filter(pk=place.pk).update(booked=place.minutes)


@pytest.fixture
def at_times(holder: Resident) -> Resident:
    holder.follows("Change the time")
    return holder


def test_the_repairs_page_offers_it_and_says_until_when(holder: Resident) -> None:
    assert "You can do this until 4pm on Wednesday 4 March 2026" in holder.says


def test_the_visit_moves_and_the_old_place_is_free(at_times: Resident, repair: Repair) -> None:
    old = Booking.objects.get().place
    assert at_times.heading == "When else can we come?"
    assert "Your visit is now Thursday 5 March 2026, 8am to midday" in at_times.says
    finds(at_times, FRIDAY_MORNING).presses("Change the time")
    assert at_times.url == f"/repair/{repair.reference}/?moved"
    assert "Your visit is now Friday 6 March 2026, 8am to midday" in at_times.says
    assert (str(visit()), visit().version) == ("06 March 2026 08:00 to 12:00", 1)
    new = Booking.objects.get(state="booked").place
    assert (taken(old), taken(new)) == ((0, 0), (0, 60))
    event = Event.objects.get(kind="moved")
    assert event.detail == {
        "from": "Thursday 5 March 2026, 8am to midday",
        "to": "Friday 6 March 2026, 8am to midday",
        "by": "the resident",
    }


def test_a_time_after_the_target_is_marked_before_and_said_afterwards(at_times: Resident) -> None:
    assert {option.split(", ")[1] for option in at_times.options} == {"Thursday 5 March 2026"}
    at_times.follows("Dates after Thursday 5 March 2026")
    assert (
        "These times are after Thursday 5 March 2026, when we aim to finish under the Right to Repair" in at_times.says
    )
    at_times.chooses(FRIDAY_MORNING).presses("Change the time")
    assert "This visit is after Thursday 5 March 2026, when we aimed to finish" in at_times.says
    assert "You still have the Right to Repair" in at_times.says


def test_the_time_that_is_booked_is_not_among_the_others(at_times: Resident) -> None:
    assert "8am to midday, Thursday 5 March 2026" not in at_times.options


def test_later_dates_can_be_seen_and_chosen(at_times: Resident) -> None:
    first = at_times.options
    at_times.follows("Dates after")
    assert not set(first) & set(at_times.options)
    at_times.chooses(at_times.options[0]).presses("Change the time")
    assert visit().version == 1


def test_a_time_must_be_chosen_and_the_page_of_dates_is_kept(at_times: Resident) -> None:
    at_times.follows("Dates after")
    shown = at_times.options
    at_times.presses("Change the time")
    assert at_times.error == "Select a time, or keep the one you have"
    assert at_times.options == shown


def test_the_same_button_twice_is_one_change_with_the_same_answer(at_times: Resident, repair: Repair) -> None:
    finds(at_times, FRIDAY_MORNING)
    data = {"slot": at_times.typed["slot"], "version": "0", "csrfmiddlewaretoken": "x"}
    answers = [at_times.client.post(f"/repair/{repair.reference}/time/", data) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/repair/{repair.reference}/?moved"}
    assert visit().version == 1
    assert Event.objects.filter(kind="moved").count() == 1
    assert Message.objects.filter(kind="moved").count() == 1
    assert not Booking.objects.filter(state="held").exists()


def test_another_tab_that_is_behind_says_what_holds_now(at_times: Resident, repair: Repair) -> None:
    second = opened(repair)
    second.follows("Change the time")
    finds(second, FRIDAY_AFTERNOON)
    finds(at_times, FRIDAY_MORNING).presses("Change the time")
    second.presses("Change the time")
    assert second.error.startswith("Your visit has been moved since you opened this page")
    assert "Your visit is now Friday 6 March 2026, 8am to midday" in second.says
    assert visit().version == 1
    finds(second, FRIDAY_AFTERNOON).presses("Change the time")
    assert (str(visit()), visit().version) == ("06 March 2026 12:00 to 16:00", 2)


def test_a_time_that_goes_while_choosing_leaves_the_old_one(at_times: Resident) -> None:
    finds(at_times, FRIDAY_MORNING)
    fill(at_times.typed["slot"])
    at_times.presses("Change the time")
    assert at_times.error == "That time has just gone. Select another time"
    assert FRIDAY_MORNING not in at_times.options
    assert (str(visit()), visit().version) == ("05 March 2026 08:00 to 12:00", 0)
    finds(at_times, FRIDAY_AFTERNOON).presses("Change the time")
    assert visit().version == 1


def test_a_time_that_goes_in_the_last_moment_leaves_the_old_one(
    at_times: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = LocalDiary.hold

    def hold_and_lose(self: LocalDiary, slot_id: str, *rest: object, **options: Any) -> object:
        held = hold(self, slot_id, *rest)  # type: ignore[arg-type]
        Booking.objects.filter(pk=held.id).update(state="released")
        Place.objects.filter(pk=slot_id).update(held=0)
        fill(slot_id)
        return held

    monkeypatch.setattr(LocalDiary, "hold", hold_and_lose)
    finds(at_times, FRIDAY_MORNING).presses("Change the time")
    assert at_times.error == "That time has just gone. Select another time"
    assert Booking.objects.get(state="booked").place.day == visit().day


@pytest.mark.parametrize("method", ["hold", "move"])
def test_a_diary_that_goes_down_changes_nothing_and_says_so(
    at_times: Resident, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(LocalDiary, method, down)
    finds(at_times, FRIDAY_MORNING).presses("Change the time")
    assert at_times.heading == "We cannot show you other times"
    assert "Nothing has changed. Your visit is still Thursday 5 March 2026, 8am to midday" in at_times.says
    assert visit().version == 0
    assert not Booking.objects.filter(state="held").exists()


def test_without_other_times_the_old_one_stands(holder: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    Place.objects.filter(booked=0).update(closed=True)
    holder.follows("Change the time")
    assert "We have no other times for this repair online" in holder.says
    monkeypatch.setattr(LocalDiary, "offer", down)
    holder.goes_to(holder.url)
    assert "Something is not working on our side" in holder.says
    assert holder.phone_links


def test_at_a_home_that_we_ring_first_no_times_are_shown_and_nothing_says_why(holder: Resident, repair: Repair) -> None:
    home = Home.objects.get(line_1="1 Test Street")
    Alert.objects.create(home=home, kind="person", code="DNV", text="Do not visit alone", calls_back=True)
    holder.follows("Change the time")
    assert "We have no other times for this repair online" in holder.says


@pytest.mark.parametrize("minutes", [0, 60])
def test_from_4pm_on_the_working_day_before_it_is_too_late(
    holder: Resident, repair: Repair, clock: time_machine.Traveller, minutes: int
) -> None:
    holder.follows("Change the time")
    finds(holder, FRIDAY_MORNING)
    clock.move_to(datetime(2026, 3, 4, 16, tzinfo=LONDON) + timedelta(minutes=minutes))
    holder.presses("Change the time")
    assert holder.url == f"/repair/{repair.reference}/"
    assert "It is too late to change or cancel this visit online" in holder.says
    assert holder.phone_links
    assert "Change the time" not in holder.says
    assert visit().version == 0


def test_whoever_cancelled_meanwhile_is_told(at_times: Resident, repair: Repair) -> None:
    finds(at_times, FRIDAY_MORNING)
    second = opened(repair)
    second.follows("Cancel this repair")
    second.chooses("I fixed it myself").presses("Cancel this repair")
    at_times.presses("Change the time")
    assert "You cancelled this repair" in at_times.says
    assert visit().version == 1
    assert not Booking.objects.filter(state__in=["held", "booked"]).exists()


@pytest.mark.parametrize(
    "junk",
    [
        {},
        {"slot": "\x00"},
        {"slot": "9" * 400, "version": "9" * 400, "from": "x" * 5000},
        {"slot": ["1", "2"], "version": "-1"},
        {"slot": "\u202e", "version": "x", "from": "2026-02-31"},
    ],
)
def test_nonsense_changes_nothing(at_times: Resident, repair: Repair, junk: dict[str, object]) -> None:
    response = at_times.client.post(f"/repair/{repair.reference}/time/", junk)
    assert response.status_code == 200
    assert visit().version == 0


def test_a_form_without_its_version_changes_nothing(at_times: Resident, repair: Repair) -> None:
    finds(at_times, FRIDAY_MORNING)
    at_times.client.post(f"/repair/{repair.reference}/time/", {"slot": at_times.typed["slot"]})
    assert visit().version == 0


def test_looking_changes_nothing_and_others_cannot_look(at_times: Resident, repair: Repair) -> None:
    for page in ("time", "cancel"):
        address = f"/repair/{repair.reference}/{page}/"
        at_times.goes_to(f"{address}?slot=1")
        assert Resident().client.get(address).status_code == 404
        assert Resident().client.post(address, {"slot": "1", "reason": "fixed"}).status_code == 404
    assert (visit().version, Repair.objects.get().cancel_asked_at) == (0, None)


def calendar_of(holder: Resident, repair: Repair) -> Calendar:
    response = holder.client.get(f"/repair/{repair.reference}/appointment.ics")
    return Calendar.from_ical(response.content)


def test_the_calendar_file_follows_the_change(at_times: Resident, repair: Repair) -> None:
    [before] = calendar_of(at_times, repair).events
    finds(at_times, FRIDAY_MORNING).presses("Change the time")
    calendar = calendar_of(at_times, repair)
    [after] = calendar.events
    assert (before["uid"], before.decoded("sequence")) == (after["uid"], 0)
    assert (after.decoded("sequence"), calendar["method"]) == (1, "PUBLISH")
    assert after.decoded("dtstart") == NOW.replace(day=6, hour=8)
