"""Nobody who waits for a call is forgotten."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from repairs.council.deadlines import LONDON
from repairs.homes.models import Home
from repairs.log.call_backs import call_back_due, close_call_back, note_emergency, open_call_back
from repairs.log.models import CallBack, Event
from tests.conftest import NOW
from tests.log.builders import EMERGENCY, an_emergency, booked, without_a_time

Reason = CallBack.Reason


@pytest.mark.parametrize(
    ("reason", "asked", "due"),
    [
        (Reason.EMERGENCY, (2026, 3, 4, 10, 0), (2026, 3, 4, 10, 10)),
        (Reason.EMERGENCY, (2026, 3, 7, 23, 55), (2026, 3, 8, 0, 5)),
        (Reason.NO_SLOT, (2026, 3, 4, 10, 0), (2026, 3, 5, 23, 59)),
        (Reason.NO_SLOT, (2026, 3, 6, 23, 59), (2026, 3, 9, 23, 59)),
        (Reason.TENURE, (2026, 3, 7, 12, 0), (2026, 3, 9, 23, 59)),
        (Reason.ADDRESS, (2026, 4, 2, 9, 0), (2026, 4, 7, 23, 59)),
        (Reason.ALERT, (2026, 12, 24, 9, 0), (2026, 12, 29, 23, 59)),
    ],
)
def test_when_we_will_have_rung(reason: CallBack.Reason, asked: tuple[int, ...], due: tuple[int, ...]) -> None:
    when = datetime(*asked, tzinfo=LONDON)  # type: ignore[arg-type,misc]
    assert call_back_due(reason, when) == datetime(*due, tzinfo=LONDON)  # type: ignore[arg-type,misc]


@pytest.mark.usefixtures("northmere")
class TestEmergencies:
    def test_the_first_moment_is_kept_and_what_is_known_grows(self) -> None:
        draft, home = uuid4(), Home.objects.all()[0]
        note_emergency(draft, home_id=None, answers={"safety": "ceiling"}, problem="Keep out", now=NOW)
        later = NOW + timedelta(minutes=5)
        answers = {"safety": "ceiling", "ceiling": "continue"}
        note_emergency(draft, home_id=home.pk, answers=answers, problem="Ceiling", now=later)
        noted = CallBack.objects.get()
        assert (noted.asked_at, noted.due_at) == (NOW, NOW + timedelta(minutes=10))
        assert (noted.home, noted.answers, noted.problem) == (home, answers, "Ceiling")

    def test_the_report_goes_on_with_the_call_back_that_was_noted(self) -> None:
        draft = uuid4()
        note_emergency(draft, home_id=None, answers={"safety": "pouring"}, problem="Ring us now", now=NOW)
        repair = an_emergency(NOW + timedelta(minutes=6), draft=draft)
        noted = CallBack.objects.get()
        assert (noted.repair, noted.problem, noted.due_at) == (repair, repair.title, NOW + timedelta(minutes=10))
        assert Event.objects.filter(repair=repair, kind="call-back-asked").exists()

    def test_after_the_report_is_sent_nothing_is_noted_twice(self) -> None:
        repair = an_emergency()
        note_emergency(repair.draft, home_id=None, answers={}, problem="Other", now=NOW)
        assert CallBack.objects.get().problem == repair.title

    def test_whoever_was_rung_and_then_sends_a_report_is_rung_again(self) -> None:
        draft = uuid4()
        note_emergency(draft, home_id=None, answers={"safety": "pouring"}, problem="Ring us now", now=NOW)
        CallBack.objects.update(done_at=NOW + timedelta(minutes=3), note="No answer.")
        later = NOW + timedelta(minutes=20)
        without_a_time(later, draft=draft)
        waiting = CallBack.objects.get()
        assert (waiting.asked_at, waiting.done_at, waiting.note) == (NOW, None, "No answer.")
        assert waiting.due_at == call_back_due(Reason.NO_SLOT, later)

    def test_whoever_waits_for_another_reason_is_rung_sooner_when_it_becomes_an_emergency(self) -> None:
        repair = without_a_time()
        worse = NOW + timedelta(hours=2)
        open_call_back(Reason.EMERGENCY, repair, worse)
        waiting = CallBack.objects.get()
        assert (waiting.reason, waiting.due_at) == (Reason.EMERGENCY, worse + timedelta(minutes=10))

    def test_a_danger_that_was_taken_back_is_closed_with_a_note(self) -> None:
        draft = uuid4()
        note_emergency(draft, home_id=None, answers={"safety": "pouring"}, problem="Ring us now", now=NOW)
        repair = booked(draft=draft)
        closed = CallBack.objects.get()
        assert (closed.repair, closed.done_at, closed.note) == (repair, NOW, "Reported online after all.")

    def test_closing_twice_keeps_what_staff_wrote(self) -> None:
        draft = uuid4()
        note_emergency(draft, home_id=None, answers={"safety": "pouring"}, problem="Ring us now", now=NOW)
        CallBack.objects.update(done_at=NOW, note="Rang them: all well.")
        repair = booked(NOW + timedelta(minutes=9), draft=draft)
        assert CallBack.objects.get().note == "Rang them: all well."
        close_call_back(repair, NOW + timedelta(hours=1))
        assert CallBack.objects.get().done_at == NOW

    def test_it_is_an_emergency_for_the_works_order_too(self) -> None:
        assert an_emergency().priority.code == EMERGENCY.priority
