"""A planner finds a place for one who could not."""

import pytest

from appointments.diary import DiaryDown, Slot
from appointments.diary.local import LocalDiary
from appointments.models import Booking, Place
from repairs.homes.models import Alert
from repairs.log.book_visit import NEVER_BOOKED, book_visit
from repairs.log.changeable import ChangedMeanwhile
from repairs.log.models import (
    Appointment,
    CallBack,
    Event,
    JobState,
    Message,
    Repair,
    WorksOrder,
    WorksOrderChange,
)
from repairs.roles import AGENTS, MANAGERS
from tests.conftest import NOW
from tests.contact_centre.planning.planner import Planner
from tests.log.builders import booked, without_a_time

pytestmark = pytest.mark.usefixtures("northmere")

IN_TIME = "8am to midday, Thursday 5 March 2026"
MORNING = "8am to midday, Friday 6 March 2026"
AFTERNOON = "Midday to 4pm, Friday 6 March 2026"
SOON = "Thursday 5 March 2026, 8am to midday"
WHEN = "Friday 6 March 2026, 8am to midday"


def find(planner: Planner, time: str) -> Planner:
    """Looks through later dates until the time is there, and chooses it."""
    while time not in " ".join(planner.options):
        planner.follows("Dates after" if "Dates after" in planner.says else "Later dates")
    return planner.chooses(next(option for option in planner.options if option.startswith(time)))


def given_a_resident_whom_no_time_suited() -> Repair:
    return without_a_time()


def when_a_planner_finds_a_time(repair: Repair) -> Planner:
    planner = Planner()
    planner.goes_to("/staff/planning/to-book/")
    planner.follows(repair.reference)
    find(planner, IN_TIME).presses("Book this time")
    return planner


def then_the_visit_is_booked(repair: Repair) -> None:
    visit = Appointment.objects.get(repair=repair)
    booking = Booking.objects.get()
    assert (str(visit), visit.diary_id) == ("05 March 2026 08:00 to 12:00", str(booking.pk))
    assert booking.state == Booking.State.BOOKED


def then_the_resident_is_told_and_nobody_rings(repair: Repair) -> None:
    told = Message.objects.filter(repair=repair, state="waiting").order_by("due_at").values_list("kind", flat=True)
    assert list(told) == ["booked", "reminder"]
    waiting = CallBack.objects.get(repair=repair)
    assert (waiting.done_at, waiting.note) == (NOW, f"A planner booked {SOON}.")


def then_it_is_in_the_history_with_a_name(repair: Repair, planner: Planner) -> None:
    event = Event.objects.get(repair=repair, kind=Event.Kind.BOOKED)
    assert (event.staff, event.detail) == (planner.user, {"to": SOON, "by": "a planner"})


def test_a_planner_finds_a_place_for_one_who_could_not() -> None:
    repair = given_a_resident_whom_no_time_suited()
    planner = when_a_planner_finds_a_time(repair)
    assert f"We come on {SOON}" in planner.says
    then_the_visit_is_booked(repair)
    then_the_resident_is_told_and_nobody_rings(repair)
    then_it_is_in_the_history_with_a_name(repair, planner)
    planner.goes_to("/staff/planning/to-book/")
    assert "There are none" in planner.says


def test_what_suits_them_is_marked_and_can_be_shown_alone() -> None:
    planner = Planner().opens(without_a_time())
    assert [option for option in planner.options if option.startswith("8am to midday")]
    assert "Monday to Friday mornings" in planner.says
    assert planner.says.count("Suits them") == 1
    planner.follows("Show only times that suit them")
    assert {option.split(",")[0] for option in planner.options} == {"8am to midday"}


def test_times_after_the_target_have_a_heading_of_their_own() -> None:
    planner = Planner().opens(without_a_time())
    assert "After the target" not in planner.says
    planner.follows("Dates after the target")
    assert "After the target: the end of Thursday 5 March 2026" in planner.says


def test_the_housing_system_hears_of_a_first_visit() -> None:
    repair = without_a_time()
    WorksOrder.objects.update(state="sent", attempts=1, hms_number="W1", message={})
    find(Planner().opens(repair), MORNING).presses("Book this time")
    change = WorksOrderChange.objects.get()
    assert (change.kind, change.state) == ("reschedule", "waiting")
    assert "2026-03-06" in str(change.message)


def test_whoever_gets_no_messages_is_rung_with_the_time() -> None:
    repair = without_a_time()
    Repair.objects.update(tell_by="phone")
    planner = find(Planner().opens(repair), MORNING)
    planner.presses("Book this time")
    assert "It is on the list of call backs" in planner.says
    waiting = CallBack.objects.get()
    assert (waiting.reason, waiting.done_at, waiting.to_tell) == ("news", None, f"We come on {WHEN}.")


def test_the_same_button_twice_is_one_visit() -> None:
    repair = without_a_time()
    planner = find(Planner().opens(repair), MORNING)
    form = planner._filled(planner._form_of("Book this time")) | planner.typed
    answers = [planner.client.post(planner.url.split("?")[0], form).headers["Location"] for _ in range(2)]
    assert answers == [f"/staff/planning/{repair.reference}/?booked"] * 2
    assert (Booking.objects.count(), Event.objects.filter(kind="booked").count()) == (1, 1)


def test_of_two_planners_one_wins_and_the_other_is_told() -> None:
    repair = without_a_time()
    first, second = Planner("ann").opens(repair), Planner("ben").opens(repair)
    find(first, MORNING)
    find(second, AFTERNOON).presses("Book this time")
    first.presses("Book this time")
    assert "Somebody else has changed the visit since you opened this page" in first.error
    assert "The visit is on Friday 6 March 2026, midday to 4pm" in first.says
    assert first.heading.startswith("Move the visit")
    assert Booking.objects.get().state == "booked"


def test_a_time_that_has_gone_offers_the_others() -> None:
    planner = find(Planner().opens(without_a_time()), MORNING)
    Place.objects.filter(pk=planner.typed["slot"]).update(closed=True)
    planner.presses("Book this time")
    assert planner.error == "That time has just gone. Select another time"
    assert planner.options
    assert not Appointment.objects.exists()


def test_nothing_selected_is_an_error() -> None:
    planner = Planner().opens(without_a_time())
    planner.presses("Book this time")
    assert planner.error == "Select a time"


@pytest.mark.parametrize(("method", "says"), [("offer", "Look for times again"), ("hold", "Try again")])
def test_a_diary_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch, method: str, says: str) -> None:
    planner = find(Planner().opens(without_a_time()), MORNING)

    def down(*args: object, **options: object) -> list[Slot]:
        raise DiaryDown

    monkeypatch.setattr(LocalDiary, method, down)
    planner.presses("Book this time") if method == "hold" else planner.opens(Repair.objects.get())
    assert "The diary does not answer. Nothing has changed." in planner.says
    assert says in planner.says
    if method == "hold":
        monkeypatch.undo()
        planner.presses("Try again")
        assert f"We come on {WHEN}" in planner.says


OVER = {
    "asked to cancel": ({"cancel_asked_at": NOW}, ""),
    "is finished": ({}, JobState.COMPLETED),
    "at work there now": ({}, JobState.STARTED),
}


@pytest.mark.parametrize(("repair_is", "job"), OVER.values(), ids=OVER)
def test_nothing_is_booked_once_it_is_over(
    repair_is: dict[str, object], job: str, request: pytest.FixtureRequest
) -> None:
    repair = without_a_time()
    planner = find(Planner().opens(repair), MORNING)
    Repair.objects.update(**repair_is)
    WorksOrder.objects.update(job_state=job, job_state_at=NOW)
    planner.presses("Book this time")
    assert request.node.callspec.id in planner.says
    assert not planner.options
    assert not Booking.objects.exists()


def test_nothing_is_booked_without_a_works_order() -> None:
    planner = Planner().opens(without_a_time(to_order=False))
    assert "The housing system has no works order" in planner.says
    assert not planner.options


def test_another_time_is_found_after_a_visit_that_came_to_nothing() -> None:
    repair = booked()
    Appointment.objects.update(cancelled_at=NOW, version=1)
    WorksOrder.objects.update(job_state=JobState.FOLLOW_ON)
    planner = find(Planner().opens(repair), MORNING)
    assert "The HMS says: more work needed" in planner.says
    planner.presses("Book this time")
    assert str(Appointment.objects.get(cancelled_at=None)) == "06 March 2026 08:00 to 12:00"
    assert Event.objects.get(kind="moved").detail["by"] == "a planner"
    assert Message.objects.filter(kind="moved", state="waiting").exists()


def test_a_planner_sees_before_whom_to_ring() -> None:
    repair = without_a_time()
    Alert.objects.create(
        home_id=repair.home_id or 0, kind="person", code="DNV", text="Do not visit alone", calls_back=True
    )
    planner = Planner().opens(repair)
    assert "Ring before you book" in planner.says
    assert "Do not visit alone" in planner.says
    find(planner, MORNING).presses("Book this time")
    assert Appointment.objects.exists()


@pytest.mark.parametrize("role", [AGENTS, MANAGERS], ids=lambda role: role.name)
def test_only_planners_find_times(role: object) -> None:
    repair = without_a_time()
    assert Planner("kim", role).client.get(f"/staff/planning/{repair.reference}/").status_code == 403  # type: ignore[arg-type]


def test_a_page_that_is_older_than_the_visit_changes_nothing() -> None:
    repair = booked()
    Appointment.objects.update(cancelled_at=NOW, version=2)
    slot = str(Place.objects.filter(patch__code="N", trade__code="PL", day="2026-03-06")[0].pk)
    with pytest.raises(ChangedMeanwhile):
        book_visit(repair, slot, LocalDiary(), NOW, seen=NEVER_BOOKED, planner_id=1)
    assert not Booking.objects.filter(state="held").exists()
