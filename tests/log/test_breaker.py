"""A system that does not answer is left alone, by every worker, and not for long."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.utils import timezone

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import OutsideSystem, Repair, WorksOrder
from repairs.log.outbox import sweep
from repairs.log.outbox.breaker import FAILURES, LONGEST, SHORTEST, Name, Permit, end_probe, may_send, note
from repairs.log.outbox.messages import Messages
from repairs.log.outbox.orders import WorksOrders
from repairs.log.outbox.pace import turns_left, use_turns
from repairs.log.outbox.portions import Portions
from repairs.log.outbox.sweep import deliver
from repairs.stubs.faults import Fault
from tests.log.builders import an_emergency, without_a_time

pytestmark = pytest.mark.django_db

HMS = Name.HMS


@pytest.fixture
def closed(clock: time_machine.Traveller) -> OutsideSystem:
    may_send(HMS, 10)
    note(HMS, [False] * FAILURES, "the HMS answered 500")
    return OutsideSystem.objects.get(name=HMS)


def test_it_is_left_alone_after_some_failures_in_a_row(closed: OutsideSystem, clock: time_machine.Traveller) -> None:
    assert (closed.failures, closed.last_problem) == (FAILURES, "the HMS answered 500")
    assert may_send(HMS, 10) == Permit(0)
    assert may_send(Name.MESSAGES, 10) == Permit(10)
    clock.shift(timedelta(seconds=SHORTEST))
    assert may_send(HMS, 10) == Permit(1, probing=True)
    assert may_send(HMS, 10) == Permit(0)


def test_an_answer_opens_it_to_all(closed: OutsideSystem, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(seconds=SHORTEST))
    may_send(HMS, 10)
    note(HMS, [True], "")
    end_probe(HMS, True)
    assert may_send(HMS, 10) == Permit(10)
    assert OutsideSystem.objects.get(name=HMS).last_success_at == timezone.now()


def test_each_time_it_does_not_answer_it_is_left_alone_for_longer(
    closed: OutsideSystem, clock: time_machine.Traveller
) -> None:
    waits = []
    for _ in range(6):
        system = OutsideSystem.objects.get(name=HMS)
        assert system.closed_until
        waits.append((system.closed_until - timezone.now()).total_seconds())
        clock.move_to(system.closed_until)
        assert may_send(HMS, 10).probing
        note(HMS, [False], "no answer")
        end_probe(HMS, False)
    assert waits == [SHORTEST, 10, 20, 40, LONGEST, LONGEST]


def test_a_worker_that_dies_while_it_tries_leaves_that_to_another(
    closed: OutsideSystem, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(seconds=SHORTEST))
    assert may_send(HMS, 10).probing
    clock.shift(timedelta(seconds=30))
    assert may_send(HMS, 10).probing


def test_with_nothing_to_try_it_with_the_next_row_does(closed: OutsideSystem, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(seconds=SHORTEST))
    may_send(HMS, 10)
    end_probe(HMS, None)
    assert may_send(HMS, 10).probing


def test_a_gateway_without_turns_left_is_tried_as_soon_as_there_are_some(clock: time_machine.Traveller) -> None:
    may_send(Name.MESSAGES, 10)
    note(Name.MESSAGES, [False] * FAILURES, "the gateway answered 500")
    clock.shift(timedelta(seconds=SHORTEST))
    use_turns(Name.MESSAGES, turns_left(Name.MESSAGES, 1_000))
    with ThreadPoolExecutor(1) as pool:
        assert deliver(Messages(), timezone.now(), pool, Portions()) == 0
    assert may_send(Name.MESSAGES, 10).probing


def test_one_of_two_that_may_not_try_does_not_end_the_try_of_the_other(
    closed: OutsideSystem, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(seconds=SHORTEST))
    assert may_send(HMS, 10) == Permit(1, probing=True)
    with ThreadPoolExecutor(1) as pool:
        assert deliver(WorksOrders(), timezone.now(), pool, Portions()) == 0
    assert may_send(HMS, 10) == Permit(0)


@pytest.mark.parametrize(
    "answers",
    [
        [False] * (FAILURES - 1),
        [*[False] * (FAILURES - 1), True, *[False] * (FAILURES - 1)],
        [*[False] * 20, True],
    ],
)
def test_failures_that_are_not_in_a_row_do_not_close_it(clock: time_machine.Traveller, answers: list[bool]) -> None:
    may_send(HMS, 10)
    note(HMS, answers, "no answer")
    assert may_send(HMS, 10) == Permit(10)


def test_one_row_that_fails_again_and_again_does_not_close_it(clock: time_machine.Traveller) -> None:
    may_send(HMS, 10)
    for _ in range(3 * FAILURES):
        note(HMS, [False], "the HMS answered 500")
        clock.shift(timedelta(minutes=5))
    assert may_send(HMS, 10) == Permit(10)


def test_an_hms_that_fails_3_calls_of_10_is_hardly_left_alone(clock: time_machine.Traveller) -> None:
    """20 calls a second for ten minutes. Of that time less than a tenth is spent waiting."""
    chance, away = Random(7), 0
    may_send(HMS, 10)
    for _ in range(600):
        permit = may_send(HMS, 20)
        away += permit.most == 0
        answers = [chance.random() > 0.3 for _ in range(permit.most)]
        if answers:
            note(HMS, answers, "no answer")
        if permit.probing:
            end_probe(HMS, answers[0] if answers else None)
        clock.shift(timedelta(seconds=1))
    assert away < 60


@pytest.mark.usefixtures("outside")
def test_while_it_is_left_alone_rows_wait_without_being_tried(
    hms: FakeHousingSystem, clock: time_machine.Traveller
) -> None:
    for _ in range(FAILURES + 5):
        without_a_time()
    hms.faults.always = Fault.ERROR
    for _ in range(4):
        sweep()
        clock.shift(timedelta(seconds=1))
    assert WorksOrder.objects.filter(attempts=0).count() == 5
    hms.faults.always = None
    clock.shift(timedelta(seconds=SHORTEST))
    sweep()
    assert WorksOrder.objects.filter(attempts=0).count() == 0
    assert len(hms.orders) == 5


@pytest.mark.usefixtures("outside")
def test_a_row_that_is_refused_holds_up_no_other(hms: FakeHousingSystem) -> None:
    for _ in range(FAILURES + 4):
        without_a_time()
    hms.faults.add([Fault.REFUSE] * (FAILURES + 2))
    sweep()
    assert len(hms.orders) == 2


@pytest.mark.usefixtures("outside")
def test_an_emergency_is_ordered_first(hms: FakeHousingSystem) -> None:
    for _ in range(3):
        without_a_time()
    emergency = an_emergency()
    sweep()
    first = next(iter(hms.orders.values()))
    assert first.reference[0].id == Repair.objects.get(pk=emergency.pk).reference
