"""A resident asks about a repair that was reported: what is kept, what follows and by when they are answered."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User

from appointments.models import Booking
from repairs.council.deadlines import LONDON
from repairs.log.enquiries.answer import answer
from repairs.log.enquiries.escalate import escalate_overdue
from repairs.log.models import Appointment, CallBack, Enquiry, Event, Message, Repair, VisitAnswer, WorksOrderChange
from repairs.log.planning import visits_to_plan
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.log.job_status.updates import hears, ordered
from tests.manage.conftest import opened
from tests.manage.test_change_time import down

THURSDAY = datetime(2026, 3, 5, tzinfo=LONDON)
FRIDAY_ENDS = datetime(2026, 3, 6, 23, 59, tzinfo=LONDON)


def offered(holder: Resident) -> list[str]:
    words = ["I need an update", "No one came", "It has got worse", "It is not fixed", "I want another contractor"]
    return [word for word in [*words, "I want to complain", "Answer 2 questions"] if word in holder.says]


def looks_again(holder: Resident, repair: Repair) -> Resident:
    holder.goes_to(f"/repair/{repair.reference}/")
    return holder


@pytest.fixture
def missed(repair: Repair, clock: time_machine.Traveller) -> Resident:
    """The window of the visit has ended: it is Thursday, one minute past midday."""
    clock.move_to(THURSDAY.replace(hour=12, minute=1))
    return opened(repair)


@pytest.fixture
def done(repair: Repair, clock: time_machine.Traveller) -> Resident:
    """The HMS says on Thursday morning that it is finished."""
    ordered(repair)
    clock.move_to(THURSDAY.replace(hour=11))
    hears("completed", at=THURSDAY.replace(hour=11))
    return opened(repair)


def test_only_what_fits_is_offered(holder: Resident, repair: Repair) -> None:
    assert offered(holder) == ["I need an update", "It has got worse", "I want to complain"]


def test_an_update_is_answered_by_a_person_and_the_resident_sees_the_clock(holder: Resident, repair: Repair) -> None:
    holder.follows("I need an update")
    assert "A person will answer by the end of Friday 6 March 2026" in holder.says
    holder.types(words="When is the <plumber> coming?").presses("Ask for an update")
    assert holder.url == f"/repair/{repair.reference}/"
    assert "We will answer by the end of Friday 6 March 2026" in holder.says
    enquiry = Enquiry.objects.get()
    assert (enquiry.words, enquiry.due_at) == ("When is the <plumber> coming?", FRIDAY_ENDS)
    assert "plumber" not in str(Event.objects.get(kind="enquiry-asked").detail)
    answer(enquiry, "On Thursday.\nSorry.", User.objects.create_user("kim-of-the-council"), NOW)
    looks_again(holder, repair)
    assert "On Thursday." in holder.says
    assert "kim" not in holder.says
    told = Message.objects.get(kind="answered")
    assert (told.version, told.state) == (enquiry.pk, "waiting")


def test_asking_twice_is_one_enquiry_and_more_words_are_added(holder: Resident, repair: Repair) -> None:
    address = f"/repair/{repair.reference}/ask/update/"
    for words in ("Hello?", "Hello?", "Anyone?"):
        holder.client.post(address, {"words": words})
    assert Enquiry.objects.get().words == "Hello?\n\nAnyone?"
    assert Event.objects.filter(kind="enquiry-asked").count() == 2


def test_one_that_is_late_is_escalated_once_and_says_sorry(
    holder: Resident, repair: Repair, clock: time_machine.Traveller
) -> None:
    holder.follows("I need an update")
    holder.presses("Ask for an update")
    assert escalate_overdue(FRIDAY_ENDS - timedelta(minutes=1)) == 0
    assert [escalate_overdue(FRIDAY_ENDS) for _ in range(2)] == [1, 0]
    assert "Sorry, we have not answered you in time" in looks_again(holder, repair).says


def test_no_one_came_is_kept_and_another_time_is_chosen_at_once(missed: Resident, repair: Repair) -> None:
    assert "No one came" in offered(missed)
    missed.follows("No one came")
    missed.types(words="I waited all morning.").presses("Tell us that no one came")
    assert missed.url == f"/repair/{repair.reference}/time/"
    visit = Appointment.objects.get()
    assert visit.cancelled_at is not None
    assert Booking.objects.get().state == "cancelled"
    assert Event.objects.get(kind="nobody-came").detail["visit"] == "Thursday 5 March 2026, 8am to midday"
    assert list(visits_to_plan(THURSDAY.replace(hour=13))) == [repair]
    missed.chooses(missed.options[0]).presses("Book this time")
    assert "Your visit is now" in missed.says
    assert Appointment.objects.get().cancelled_at is None
    assert "You told us that no one came" in missed.says


def test_the_first_times_are_at_the_front(missed: Resident, repair: Repair) -> None:
    type(repair.priority).objects.update(lead_working_days=5)
    missed.follows("No one came")
    missed.presses("Tell us that no one came")
    assert any("Thursday 5 March 2026" in time or "Friday 6 March 2026" in time for time in missed.options)


def test_the_same_button_twice_is_one_missed_visit(missed: Resident, repair: Repair) -> None:
    address = f"/repair/{repair.reference}/ask/no-one-came/"
    places = [missed.client.post(address, {"words": ""})["Location"] for _ in range(2)]
    assert set(places) == {f"/repair/{repair.reference}/time/"}
    assert Event.objects.filter(kind="nobody-came").count() == 1


def test_a_diary_that_is_down_does_not_keep_it_from_being_said(
    missed: Resident, repair: Repair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("appointments.diary.local.LocalDiary.cancel", down)
    missed.follows("No one came")
    missed.presses("Tell us that no one came")
    assert Event.objects.filter(kind="nobody-came").count() == 1


@pytest.mark.parametrize("minute", [0, 59])
def test_before_the_window_has_ended_it_is_not_offered_and_not_taken(
    repair: Repair, clock: time_machine.Traveller, minute: int
) -> None:
    clock.move_to(THURSDAY.replace(hour=11, minute=minute))
    holder = opened(repair)
    assert "No one came" not in offered(holder)
    holder.client.post(f"/repair/{repair.reference}/ask/no-one-came/", {"words": ""})
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("what", "says"),
    [("no-access", "that someone came and could not get in"), ("completed", "that the work was finished")],
)
def test_where_we_were_told_otherwise_the_page_says_what_and_still_takes_it(
    repair: Repair, clock: time_machine.Traveller, what: str, says: str
) -> None:
    ordered(repair)
    at = THURSDAY.replace(hour=12, minute=30)
    clock.move_to(at)
    hears(what, at=THURSDAY.replace(hour=11))
    holder = opened(repair)
    holder.follows("No one came")
    assert f"We were told on Thursday 5 March 2026 at 11am {says}" in holder.says
    holder.presses("Tell us that no one came")
    assert Enquiry.objects.get().detail["we were told"]
    note = WorksOrderChange.objects.get(kind="note").message or {}
    assert note.get("OtherType") == "addNote"
    assert "no one came" in str(note.get("Comments"))


def test_worse_and_dangerous_shows_the_number_to_ring_and_we_ring(holder: Resident, repair: Repair) -> None:
    ordered(repair)
    holder.follows("It has got worse")
    holder.chooses("Water is getting into something electric, or close to it")
    holder.types(words="It sparks.").presses("Tell us that it has got worse")
    assert holder.heading == "This is an emergency"
    assert holder.phone_links
    worse = Repair.objects.get()
    assert worse.priority.code == "E2"
    assert "electrical" in worse.hazards
    assert worse.attend_by == NOW + timedelta(hours=worse.priority.attend_hours or 0)
    call = CallBack.objects.get()
    assert (call.reason, call.due_at, call.done_at) == ("emergency", NOW + timedelta(minutes=10), None)
    assert "It sparks." in str(WorksOrderChange.objects.get(kind="note").message)
    detail = Event.objects.get(kind="got-worse").detail
    assert (detail["before"]["priority"], detail["after"]["priority"]) == ("U1", "E2")


@pytest.mark.parametrize(
    ("sign", "priority"),
    [
        ("None of these", "U1"),
        ("Water is going into another home or a shared area", "U1"),
        ("Water is pouring or spreading and I cannot catch it", "E24"),
        ("A ceiling is bulging, sagging or has come down", "E2"),
        ("Waste from a toilet or drain is coming into my home", "E2"),
        ("I have no water at all", "E24"),
        ("Steam or very hot water is coming out", "E24"),
        ("I have no heating or hot water", "E24"),
    ],
)
def test_each_sign_moves_it_up_and_none_moves_it_down(
    holder: Resident, repair: Repair, sign: str, priority: str
) -> None:
    before = Repair.objects.get().due_at
    holder.follows("It has got worse")
    holder.chooses(sign).presses("Tell us that it has got worse")
    after = Repair.objects.get()
    assert after.priority.code == priority
    assert after.due_at <= before
    assert (holder.heading == "This is an emergency") is priority.startswith("E")
    assert CallBack.objects.filter(reason="emergency").exists() is priority.startswith("E")


def test_worse_needs_an_answer_about_dangers(holder: Resident, repair: Repair) -> None:
    holder.follows("It has got worse")
    holder.presses("Tell us that it has got worse")
    assert holder.error == "Select what is happening now, or none of these"
    assert not Enquiry.objects.exists()


def test_what_is_not_fixed_is_reported_again_with_its_history_and_a_time(done: Resident, repair: Repair) -> None:
    assert offered(done) == ["It is not fixed", "I want to complain", "Answer 2 questions"]
    done.follows("It is not fixed")
    done.presses("Tell us that it is not fixed")
    assert done.error == "Enter what is still wrong"
    done.types(words="It drips again.").presses("Tell us that it is not fixed")
    recall = Repair.objects.get(recall_of=repair)
    assert done.url == f"/repair/{recall.reference}/first-time/"
    assert "recall" in recall.flags
    assert (recall.answers, recall.album, recall.name) == (repair.answers, repair.album, repair.name)
    assert recall.description.startswith("It drips again.")
    assert recall.works_order.state == "waiting"
    done.chooses(done.options[0]).presses("Book this time")
    assert Appointment.objects.filter(repair=recall, cancelled_at=None).count() == 1
    assert Message.objects.filter(repair=recall, kind="booked").count() == 1
    looks_again(done, repair).follows("See what we do about it")
    assert done.url == f"/repair/{recall.reference}/"


def test_the_same_button_twice_is_one_recall(done: Resident, repair: Repair) -> None:
    address = f"/repair/{repair.reference}/ask/not-fixed/"
    places = {done.client.post(address, {"words": "It drips."})["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Repair.objects.count() == 2


@pytest.mark.parametrize(("days", "is_offered"), [(14, True), (15, False)])
def test_it_can_be_said_for_the_days_that_the_message_names(
    done: Resident, repair: Repair, clock: time_machine.Traveller, days: int, is_offered: bool
) -> None:
    Repair.objects.update(rtr_due=None)
    clock.move_to(THURSDAY.replace(hour=20) + timedelta(days=days))
    again = opened(repair)
    assert ("It is not fixed" in offered(again)) is is_offered
    again.client.post(f"/repair/{repair.reference}/ask/not-fixed/", {"words": "It drips."})
    assert Repair.objects.filter(recall_of=repair).exists() is is_offered


def test_a_complaint_is_acknowledged_with_the_times_of_the_code(holder: Resident, repair: Repair) -> None:
    holder.follows("I want to complain")
    assert "We answer by Wednesday 18 March 2026, which is within 10 working days" in holder.says
    holder.presses("Send your complaint")
    assert holder.error == "Enter what went wrong"
    holder.types(words="Nobody listens.").presses("Send your complaint")
    assert "We will answer by the end of Wednesday 18 March 2026" in holder.says
    assert Message.objects.filter(kind="complaint").count() == 1
    assert not WorksOrderChange.objects.exists()


def test_another_contractor_can_be_asked_for_once_the_day_is_over(
    repair: Repair, clock: time_machine.Traveller
) -> None:
    clock.move_to(THURSDAY.replace(hour=23))
    assert "I want another contractor" not in offered(opened(repair))
    clock.move_to(THURSDAY.replace(day=6, hour=9))
    late = opened(repair)
    late.follows("I want another contractor")
    assert "they have until Monday 9 March 2026" in late.says
    late.presses("Ask for another contractor")
    assert "another contractor has until Monday 9 March 2026" in late.says
    clock.move_to(THURSDAY.replace(day=12, hour=9))
    assert "we owe you £16" in opened(repair).says


def test_two_questions_are_kept_apart_from_the_repair_and_once(done: Resident, repair: Repair) -> None:
    done.follows("Answer 2 questions")
    done.presses("Send your answers")
    assert "Select how satisfied you are with the time taken" in done.error
    done.picks(overall="very-satisfied", time_taken="neither").presses("Send your answers")
    assert done.heading == "Thank you"
    done.client.post(f"/repair/{repair.reference}/two-questions/", {"overall": "neither", "time_taken": "neither"})
    kept = VisitAnswer.objects.get()
    assert (kept.overall, kept.time_taken, kept.month.day) == ("very-satisfied", "neither", 1)
    assert repair.reference not in str(vars(kept))
    assert [field.name for field in VisitAnswer._meta.get_fields() if field.is_relation] == []


def test_a_stranger_can_ask_nothing(holder: Resident, repair: Repair) -> None:
    stranger = Resident().client
    for page in ("ask/update", "ask/worse", "ask/no-one-came", "ring", "first-time", "two-questions"):
        assert stranger.get(f"/repair/{repair.reference}/{page}/").status_code == 404
    assert stranger.post(f"/repair/{repair.reference}/ask/update/", {"words": "x"}).status_code == 404
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("kind", [*Enquiry.Kind.values, "nonsense"])
@pytest.mark.parametrize("words", ["\x00", "x" * 100_000, "\ud83d", "9" * 400])
def test_nonsense_is_answered(holder: Resident, repair: Repair, kind: str, words: str) -> None:
    data = {"words": words.encode("utf-8", "replace").decode(), "signs": ["x", "electrics"], "people": "x"}
    response = holder.client.post(f"/repair/{repair.reference}/ask/{kind}/", data)
    assert response.status_code in {200, 302, 404}
