"""After a report is sent, staff decide otherwise than the rules, and say why."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine

from appointments.models import Place
from repairs.council.deadlines import LONDON
from repairs.council.models import Priority
from repairs.log.models import CallBack, Enquiry, Event, Message, Override, Repair, WorksOrderChange
from repairs.log.overrides.law import why_not
from repairs.roles import AGENTS, MANAGERS, PLANNERS, REPAIRS_ADMINS
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.overrides.people import colleague
from tests.log.builders import DECISION, a_report, an_emergency, booked, without_a_time
from tests.manage.conftest import opened
from tests.tables.builders import BACKEND

pytestmark = pytest.mark.usefixtures("northmere")

SOONER = "Somebody at home needs it sooner"
CANNOT_WAIT = "It cannot wait for the times offered"
ROUTINE = replace(DECISION, priority="R20", rtr_category=None)


def of(repair: Repair, what: str) -> str:
    return f"/staff/repairs/{repair.reference}/{what}/"


def moves(someone: Agent, repair: Repair, priority: str, why: str = SOONER) -> Repair:
    someone.goes_to(of(repair, "priority"))
    someone.picks(priority=priority).chooses(why).presses("Change the priority")
    return Repair.objects.get(pk=repair.pk)


def books(someone: Agent, repair: Repair) -> str:
    someone.goes_to(of(repair, "other-times"))
    first = someone.options[0]
    someone.chooses(first, CANNOT_WAIT).presses("Book this time")
    return first


def later(clock: time_machine.Traveller, days: int, someone: Agent) -> None:
    """They have signed in again by then."""
    clock.move_to(NOW + timedelta(days=days))
    someone.client.force_login(someone.user, backend=BACKEND)


@pytest.fixture
def planner() -> Agent:
    return colleague(PLANNERS)


def test_a_repair_that_is_more_urgent_is_due_sooner_and_everyone_hears(planner: Agent) -> None:
    repair = moves(planner, booked(decision=ROUTINE), "U3")
    assert (repair.priority.code, f"{repair.due_at.astimezone(LONDON):%d %B %H:%M}") == ("U3", "09 March 23:59")
    assert "The priority is now U3" in planner.says
    assert (Override.objects.get().before, Override.objects.get().role) == ("R20", PLANNERS.name)
    assert Event.objects.get(kind="overridden").staff == planner.user
    told = str(WorksOrderChange.objects.get().message)
    assert f"Priority R20 before, now U3, due by the end of Monday 9 March 2026. Decided by staff: {SOONER}." in told
    assert Message.objects.filter(kind="new-target").count() == 1


def test_less_urgent_counts_from_the_report(planner: Agent, clock: time_machine.Traveller) -> None:
    repair = booked(decision=replace(ROUTINE, priority="U3"))
    later(clock, 2, planner)
    repair = moves(planner, repair, "R20")
    assert repair.due_at == datetime(2026, 4, 1, 23, 59, tzinfo=LONDON)
    assert Override.objects.get().kind == "priority-down"


def test_more_urgent_after_its_time_counts_from_now(planner: Agent, clock: time_machine.Traveller) -> None:
    repair = booked(decision=ROUTINE)
    later(clock, 7, planner)
    assert moves(planner, repair, "U3").due_at == datetime(2026, 3, 16, 23, 59, tzinfo=LONDON)


def test_the_same_day_again_is_not_told(planner: Agent) -> None:
    moves(planner, booked(decision=replace(DECISION, priority="U3")), "U1")
    assert not Message.objects.filter(kind="new-target").exists()


def test_an_emergency_by_staff_counts_from_now_and_is_rung_about(planner: Agent, clock: time_machine.Traveller) -> None:
    repair = booked(decision=ROUTINE)
    later(clock, 2, planner)
    repair = moves(planner, repair, "E24")
    assert repair.due_at == NOW + timedelta(days=3)
    assert repair.attend_by == NOW + timedelta(days=2, hours=4)
    assert CallBack.objects.get().reason == "emergency"
    assert Message.objects.filter(kind="emergency").count() == 1


LAW = """
U1  | R20 | rtr    | The Right to Repair gives us until Thursday 5 March 2026. R20 Routine would end after that
U7  | R20 | hazard | Awaab's Law gives us until Wednesday 18 March 2026 to look at it. R20 Routine would end after that
U3  | U7  | hazard |
E24 | U3  |        | This is an emergency (E24 Emergency). An emergency cannot be made less urgent
E2  | E24 |        | This is an emergency (E2 Immediate). An emergency cannot be made less urgent
R20 | U3  | rtr    |
U3  | R20 |        |
"""


@pytest.mark.parametrize("case", LAW.strip().splitlines())
def test_what_the_law_leaves_open(case: str) -> None:
    now_is, wanted, owed, answer = (part.strip() for part in case.split("|"))
    priorities = {one.code: one for one in Priority.objects.all()}
    rtr = datetime(2026, 3, 5, tzinfo=LONDON).date() if owed == "rtr" else None
    hazard = datetime(2026, 3, 18, tzinfo=LONDON).date() if owed == "hazard" else None
    assert why_not(priorities[wanted], priorities[now_is], NOW, rtr, hazard) == answer


def test_an_emergency_is_not_made_less_urgent(planner: Agent) -> None:
    repair = moves(colleague(REPAIRS_ADMINS, "rae"), an_emergency(), "U3")
    assert repair.priority.code == "E2"
    repair = moves(planner, repair, "U3")
    assert "An emergency cannot be made less urgent, because of what we were told" in planner.error
    assert planner.says.count("because of what we were told") == 3
    assert repair.priority.code == "E2"


class TestAnEmergencyByMistake:
    @pytest.fixture
    def repair(self, planner: Agent) -> Repair:
        return moves(planner, booked(decision=ROUTINE), "E24")

    def test_is_taken_back_by_a_repairs_admin_and_the_resident_hears(self, repair: Repair) -> None:
        rae = colleague(REPAIRS_ADMINS, "rae")
        repair = moves(rae, repair, "U3")
        assert "The priority is now U3" in rae.says
        assert (repair.priority.code, repair.attend_by) == ("U3", None)
        assert f"{repair.due_at.astimezone(LONDON):%d %B %H:%M}" == "09 March 23:59"
        assert Override.objects.filter(kind="priority-down", before="E24", after="U3", staff=rae.user).exists()
        assert not Message.objects.filter(kind="emergency").exclude(state="dropped").exists()
        assert Message.objects.filter(kind="new-target").count() == 1
        assert "It is not an emergency after all" in CallBack.objects.get().to_tell

    def test_is_not_taken_back_by_others(self, planner: Agent, repair: Repair) -> None:
        assert moves(planner, repair, "U3").priority.code == "E24"
        assert "Ask a repairs admin to take that back" in planner.error

    @pytest.mark.parametrize(("since", "why"), [("hazard", "told of a hazard"), ("worse", "it has got worse")])
    def test_stays_where_something_stands_behind_it(self, repair: Repair, since: str, why: str) -> None:
        if since == "hazard":
            Repair.objects.update(hazards=["damp-and-mould"])
        else:
            Enquiry.objects.create(repair=repair, kind="worse", asked_at=NOW, due_at=NOW)
        rae = colleague(REPAIRS_ADMINS, "rae")
        assert moves(rae, repair, "U3").priority.code == "E24"
        assert why in rae.error


def test_the_same_change_sent_twice_is_one(planner: Agent) -> None:
    repair = booked(decision=ROUTINE)
    given = {"priority": "U3", "reason": "another", "words": "She rang.", "seen": "R20"}
    for _ in range(2):
        assert planner.client.post(of(repair, "priority"), given).status_code == 302
    assert Override.objects.count() == 1


def test_a_page_that_is_out_of_date_changes_nothing(planner: Agent) -> None:
    repair = booked(decision=ROUTINE)
    planner.goes_to(of(repair, "priority"))
    Repair.objects.update(priority=Priority.objects.get(code="U7"))
    planner.picks(priority="U3").chooses(SOONER).presses("Change the priority")
    assert "Somebody has changed this" in planner.error
    assert not Override.objects.exists()


def test_a_repair_that_is_cancelled_stays_as_it_is(planner: Agent) -> None:
    repair = booked(decision=ROUTINE)
    Repair.objects.update(cancelled_at=NOW, cancel_asked_at=NOW)
    moves(planner, repair, "U3")
    assert "finished or cancelled" in planner.error
    books(planner, repair)
    assert "finished or cancelled" in planner.error


def test_a_visit_is_moved_to_a_time_that_is_not_offered(planner: Agent) -> None:
    repair = booked()
    books(planner, repair)
    visit = Repair.objects.get().appointment
    assert (visit.day.day, visit.version) == (4, 1)
    assert Place.objects.get(pk=visit.slot).booked == 60
    assert sum(Place.objects.values_list("booked", flat=True)) == 60
    kept = Override.objects.get()
    assert (kept.kind, kept.before, kept.after) == (
        "other-time",
        "Thursday 5 March 2026, 8am to midday",
        "Wednesday 4 March 2026, midday to 4pm",
    )
    assert Message.objects.filter(kind="moved").count() == 1


def test_a_repair_without_a_time_gets_one_and_nobody_need_ring(planner: Agent) -> None:
    repair = without_a_time()
    books(planner, repair)
    assert Repair.objects.get().appointment.day.day == 4
    assert CallBack.objects.get().done_at is not None
    assert Message.objects.filter(kind="booked").count() == 1


def test_a_full_window_gets_the_missing_minutes_and_no_more(planner: Agent) -> None:
    repair = booked()
    for place in Place.objects.all():
        Place.objects.filter(pk=place.pk).update(minutes=max(place.booked, 30))
    assert "full: adds 30 minutes" in books(planner, repair)
    place = Place.objects.get(pk=Repair.objects.get().appointment.slot)
    assert (place.minutes, place.booked, place.extra) == (60, 60, 30)
    assert (Override.objects.get().kind, Override.objects.get().extra_minutes) == ("book-anyway", 30)


def test_sending_a_time_twice_books_it_once(planner: Agent) -> None:
    repair = booked()
    planner.goes_to(of(repair, "other-times"))
    slot = next(field.get("value") for field in planner.page.fields() if field.get("name") == "slot")
    given = {"slot": slot, "reason": "another", "words": "She rang.", "version": "0"}
    for _ in range(2):
        assert planner.client.post(of(repair, "other-times"), given).status_code == 302
    assert Override.objects.count() == 1


def test_a_visit_that_somebody_moved_meanwhile_stays(planner: Agent) -> None:
    repair = booked()
    planner.goes_to(of(repair, "other-times"))
    repair.appointment.version = 3
    repair.appointment.save()
    planner.chooses(planner.options[0], CANNOT_WAIT).presses("Book this time")
    assert "Somebody has changed this" in planner.error
    assert sum(Place.objects.values_list("held", flat=True)) == 0


def test_where_nothing_was_ordered_somebody_looks_first(planner: Agent) -> None:
    repair = without_a_time(to_order=False)
    books(planner, repair)
    assert "No works order has been sent" in planner.error


def test_where_we_ring_first_the_alert_is_read_before_booking(planner: Agent) -> None:
    repair = without_a_time(home="99 Test Street")
    books(planner, repair)
    assert "Confirm that you have read" in planner.error
    assert "Do not visit alone" in planner.says
    planner.chooses(planner.options[0], CANNOT_WAIT, "I have read this, and we can still come")
    planner.presses("Book this time")
    assert Override.objects.get().kind == "book-anyway"


@pytest.mark.parametrize("what", ["priority", "other-times"])
def test_managers_decide_nothing_themselves(what: str) -> None:
    repair = booked()
    assert colleague(MANAGERS).client.get(of(repair, what)).status_code == 403
    assert colleague(AGENTS, "ann").client.get(of(repair, what)).status_code == 200
    assert colleague(AGENTS, "ann").client.get("/staff/repairs/NO-SUCH/priority/").status_code == 404


def test_residents_read_nothing_of_who_decided_or_why(planner: Agent) -> None:
    repair = moves(planner, booked(decision=ROUTINE), "U3")
    resident = opened(repair)
    assert repair.reference in resident.says
    for word in ("kim", SOONER, "U3", "Staff", "Planners"):
        assert word not in resident.says


def test_the_report_of_a_resident_decides_nothing_otherwise() -> None:
    assert a_report().overrides == ()
