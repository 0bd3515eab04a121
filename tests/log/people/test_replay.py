"""After an outage: one press, at a pace, and whatever may not be sent stays with a person."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from repairs.log.models import DeliveryAttempt, Event, WorksOrder
from repairs.log.people.needed import Asked, how_many_needed, in_order, needed, problems
from repairs.log.people.replay import ROWS_A_STEP, STEP, replay
from repairs.log.people.rows import Kind
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked, without_a_time
from tests.log.people.builders import (
    REFUSED,
    a_change,
    a_message,
    order_of,
    refused_order,
    sent_order,
    unknown_order,
    waiting_order,
)

pytestmark = pytest.mark.usefixtures("outside")


def test_emergencies_come_first_and_then_what_has_waited_longest() -> None:
    newer, older = waiting_order(NOW - timedelta(hours=2)), waiting_order(NOW - timedelta(hours=5))
    urgent = refused_order(an_emergency())
    message = a_message(booked(), state="needs-person", wanted_at=NOW - timedelta(hours=3))
    assert in_order(needed(NOW)) == [urgent, older, message, newer]


def test_what_has_waited_less_than_an_hour_or_waits_for_its_order_is_not_listed() -> None:
    order = waiting_order(NOW - timedelta(minutes=59))
    a_change(order, wanted_at=NOW - timedelta(hours=9))
    a_message(order.repair, wanted_at=NOW - timedelta(hours=9), waits_for_order=True)
    assert how_many_needed(NOW) == 0


def test_problems_are_counted_over_all_tables() -> None:
    refused_order(), refused_order(), waiting_order()
    a_message(booked(), state="needs-person", last_problem=REFUSED)
    assert problems(NOW) == [(REFUSED, 3), ("cannot reach the HMS", 1)]


def test_all_with_one_problem_go_again_and_the_others_stay() -> None:
    mended, other = refused_order(), waiting_order()
    done = replay(Asked(problem=REFUSED), "sam", NOW)
    assert (done.again, done.left) == (1, 0)
    assert order_of(mended.repair).due_at == NOW
    assert order_of(other.repair).due_at > NOW
    assert Event.objects.get(kind="tried-again").detail["by"] == "sam"


def test_those_that_were_ticked_go_again() -> None:
    ticked, other = refused_order(), refused_order()
    replay(Asked(ticked=frozenset({(Kind.ORDER, ticked.pk)})), "sam", NOW)
    assert [order_of(one.repair).state for one in (ticked, other)] == ["waiting", "needs-person"]


def test_they_go_at_a_pace_with_the_emergency_first() -> None:
    orders = [refused_order(without_a_time()) for _ in range(3)]
    urgent = refused_order(an_emergency())
    lots = [WorksOrder.objects.get(pk=order.pk) for order in orders]
    messages = [a_message(lots[0].repair, state="needs-person", copy=copy) for copy in range(ROWS_A_STEP)]
    done = replay(Asked(), "sam", NOW)
    assert (done.again, done.over) == (ROWS_A_STEP + 4, STEP)
    assert order_of(urgent.repair).due_at == NOW
    dues = [type(row)._default_manager.get(pk=row.pk).due_at for row in (*lots, *messages)]
    assert set(dues) == {NOW, NOW + STEP}
    assert dues.count(NOW) == ROWS_A_STEP - 1


def test_pressing_twice_changes_nothing() -> None:
    refused_order(), waiting_order()
    assert replay(Asked(), "sam", NOW).again == 2
    again = replay(Asked(), "kim", NOW + timedelta(seconds=1))
    assert (again.again, Event.objects.filter(kind="tried-again").count()) == (0, 2)


def test_what_may_have_arrived_at_a_blind_hms_stays(settings: Settings) -> None:
    settings.HMS_KIND = "blind"
    unknown, refused = unknown_order(), refused_order()
    done = replay(Asked(), "sam", NOW)
    assert (done.again, done.left) == (1, 1)
    assert [order_of(one.repair).state for one in (unknown, refused)] == ["needs-person", "waiting"]


def test_a_change_that_would_undo_a_later_one_stays() -> None:
    order = sent_order()
    moved = a_change(order, "reschedule", state="needs-person")
    a_change(order, "cancel", state="sent")
    assert replay(Asked(), "sam", NOW).again == 0
    moved.refresh_from_db()
    assert moved.state == "needs-person"


def test_refused_orders_are_written_anew_and_those_that_may_have_arrived_are_not() -> None:
    refused = refused_order()
    doubtful = refused_order(booked(), DeliveryAttempt.Outcome.UNKNOWN)
    replay(Asked(), "sam", NOW)
    assert order_of(refused.repair).message is None
    assert order_of(doubtful.repair).message is not None


def test_each_has_another_week_of_tries() -> None:
    order = refused_order()
    replay(Asked(), "sam", NOW)
    order.refresh_from_db()
    assert (order.tried_anew_at, order.tries_before) == (NOW, order.attempts)


def test_what_a_worker_has_at_this_moment_is_left_alone() -> None:
    order = waiting_order()
    WorksOrder.objects.filter(pk=order.pk).update(lease_until=NOW + timedelta(seconds=30))
    assert replay(Asked(), "sam", NOW).again == 0
