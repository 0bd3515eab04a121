"""What waits is delivered, in the end and once, whatever the outside systems do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.models import CallBack, DeliveryAttempt, Event, Message, Repair, WorksOrder
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.outbox.batch import BEGUN_WITHIN, Batch
from repairs.log.outbox.breaker import FAILURES
from repairs.log.outbox.claiming import claim, lease_time
from repairs.log.outbox.orders import WorksOrders
from repairs.log.outbox.outcomes import Outcome, Result
from repairs.log.outbox.settling import settle
from repairs.log.outbox.sweep import LANES
from repairs.photos.services import add_photo
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked, without_a_time
from tests.photos.albums import upload

pytestmark = pytest.mark.usefixtures("outside")


def order_of(repair: Repair) -> WorksOrder:
    return WorksOrder.objects.get(repair=repair)


def test_an_order_is_sent_and_its_number_kept(hms: FakeHousingSystem) -> None:
    repair = booked()
    sweep()
    order = order_of(repair)
    assert (order.state, order.hms_number, order.attempts, order.lease_until) == ("sent", "NM-000001", 1, None)
    assert list(hms.orders) == [str(order.key)]
    assert Event.objects.get(kind="order-sent").detail == {"number": "NM-000001"}


def test_what_is_sent_is_not_sent_again(hms: FakeHousingSystem, notify: FakeMessageGateway) -> None:
    booked()
    sweep()
    assert sweep() == 0
    assert len(hms.orders) == len(notify.messages) == 1


def test_each_failed_attempt_waits_longer(
    hms: FakeHousingSystem, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.OUTBOX_RETRY_SECONDS = [60, 300, 900]
    repair = booked()
    for wait in (60, 300, 900, 900):
        hms.faults.add([Fault.ERROR])
        sweep()
        order = order_of(repair)
        assert (order.state, order.last_problem) == ("waiting", "the HMS answered 500")
        assert order.due_at == timezone.now() + timedelta(seconds=wait)
        clock.shift(timedelta(seconds=wait - 1))
        sweep()
        assert order_of(repair).attempts == order.attempts
        clock.shift(timedelta(seconds=1))
    sweep()
    assert order_of(repair).state == "sent"
    assert order_of(repair).attempts == 5


def test_a_shorter_wait_that_was_asked_for_does_not_hurry_us(hms: FakeHousingSystem, settings: Settings) -> None:
    settings.OUTBOX_RETRY_SECONDS = [30]
    repair = booked()
    hms.faults.add([Fault.BUSY])
    sweep()
    assert order_of(repair).due_at == NOW + timedelta(seconds=30)


@pytest.mark.parametrize("fault", [Fault.DROP, Fault.MALFORMED])
def test_an_order_whose_answer_was_lost_is_one_order(
    hms: FakeHousingSystem, clock: time_machine.Traveller, fault: Fault
) -> None:
    repair = booked()
    hms.faults.add([fault])
    sweep()
    clock.shift(timedelta(hours=1))
    sweep()
    assert order_of(repair).state == "sent"
    assert len(hms.orders) == 1


def test_an_order_with_photos_that_is_sent_again_is_the_same_order(
    hms: FakeHousingSystem, clock: time_machine.Traveller
) -> None:
    repair = without_a_time()
    add_photo(repair.draft, upload())
    hms.faults.add([Fault.DROP])
    sweep()
    CallBack.objects.update(done_at=NOW)
    clock.shift(timedelta(hours=1))
    sweep()
    assert (order_of(repair).state, order_of(repair).last_problem) == ("sent", "")
    assert len(hms.orders) == 1


def test_what_an_order_says_is_not_kept_twice_once_it_has_arrived(
    hms: FakeHousingSystem, clock: time_machine.Traveller
) -> None:
    repair = booked()
    hms.faults.add([Fault.ERROR])
    sweep()
    assert order_of(repair).message is not None
    clock.shift(timedelta(hours=1))
    sweep()
    assert order_of(repair).message is None


def test_an_order_that_is_refused_goes_to_a_person(hms: FakeHousingSystem, clock: time_machine.Traveller) -> None:
    repair = booked()
    hms.faults.add([Fault.REFUSE])
    sweep()
    order = order_of(repair)
    assert (order.state, order.last_problem) == ("needs-person", "the HMS refused the order (422): Site.Property")
    assert Event.objects.filter(kind="order-refused", repair=repair).exists()
    clock.shift(timedelta(days=2))
    sweep()
    assert not hms.orders


def test_it_is_given_to_a_person_when_the_time_for_trying_is_over(
    hms: FakeHousingSystem, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.OUTBOX_TRY_FOR_DAYS = 7
    repair = booked()
    clock.shift(timedelta(days=6, hours=23))
    hms.faults.add([Fault.ERROR])
    sweep()
    assert order_of(repair).state == "waiting"
    clock.shift(timedelta(hours=2))
    hms.faults.add([Fault.ERROR])
    sweep()
    assert order_of(repair).state == "needs-person"


def test_a_row_that_cannot_be_written_holds_up_no_other(hms: FakeHousingSystem) -> None:
    poisoned, sound = booked(), booked()
    Repair.objects.filter(pk=poisoned.pk).update(sor=[{"broken": True}])
    sweep()
    assert order_of(poisoned).state == "waiting"
    assert order_of(poisoned).last_problem.startswith("KeyError at ")
    assert order_of(sound).state == "sent"


def test_an_order_that_no_hms_could_take_goes_to_a_person(hms: FakeHousingSystem) -> None:
    repair = booked()
    Repair.objects.filter(pk=repair.pk).update(address="")
    sweep()
    assert order_of(repair).state == "needs-person"
    assert "address_line" in order_of(repair).last_problem


def claimed(now: datetime = NOW) -> list[WorksOrder]:
    return claim(WorksOrder.objects.ready(now).order_by("pk"), now, 10).ours(WorksOrder.objects.all())


def test_only_one_worker_gets_a_row(hms: FakeHousingSystem) -> None:
    order = order_of(booked())
    assert claimed() == [order]
    assert claimed() == []
    sweep()
    assert not hms.orders


def test_a_row_whose_worker_died_goes_to_another_when_the_lease_is_over(
    hms: FakeHousingSystem, clock: time_machine.Traveller
) -> None:
    repair = booked()
    assert claimed()
    clock.shift(lease_time())
    sweep()
    assert order_of(repair).attempts == 1
    clock.shift(timedelta(seconds=1))
    sweep()
    assert (order_of(repair).state, order_of(repair).attempts) == ("sent", 2)


@pytest.mark.parametrize(
    "late",
    [
        Result(Outcome.REFUSED, "the HMS refused the order (422)", for_person=True),
        Result(Outcome.LATER, "the HMS answered 500"),
        Result(Outcome.SENT, kept={"hms_number": "another", "message": None}),
        Result(None),
    ],
)
def test_a_worker_that_comes_back_too_late_does_not_undo_what_another_did(
    hms: FakeHousingSystem, clock: time_machine.Traveller, late: Result
) -> None:
    repair = booked()
    [paused] = claimed()
    clock.shift(lease_time() + timedelta(seconds=1))
    sweep()
    settle(WorksOrders(), [(paused, late)])
    order = order_of(repair)
    assert (order.state, order.last_problem, order.hms_number, order.attempts) == ("sent", "", "NM-000001", 2)
    assert list(DeliveryAttempt.objects.filter(row="order").values_list("number", "outcome")) == [(2, "sent")]


def test_a_worker_that_comes_back_too_late_touches_no_row_that_another_has(clock: time_machine.Traveller) -> None:
    repair = booked()
    [paused] = claimed()
    clock.shift(lease_time() + timedelta(seconds=1))
    [current] = claimed(timezone.now())
    settle(WorksOrders(), [(paused, Result(Outcome.REFUSED, "no", for_person=True))])
    assert (order_of(repair).state, order_of(repair).lease_until) == ("waiting", current.lease_until)


def test_an_hms_that_is_away_is_left_alone_after_some_orders(hms: FakeHousingSystem) -> None:
    for _ in range(FAILURES + 3):
        without_a_time()
    hms.faults.always = Fault.ERROR
    sweep(NOW)
    assert WorksOrder.objects.filter(attempts=1, lease_until=None).count() == FAILURES
    assert WorksOrder.objects.filter(attempts=0, lease_until=None).count() == 3


def test_orders_that_a_slow_hms_leaves_no_time_for_go_back_untried(
    hms: FakeHousingSystem,
) -> None:
    for _ in range(3):
        without_a_time()
    slow = Batch(WorksOrders(), claimed(), ThreadPoolExecutor(1), at_once=1)
    slow.claimed -= BEGUN_WITHIN + 1
    assert slow.deliver() == [True]
    assert WorksOrder.objects.filter(state="sent", attempts=1).count() == 1
    assert WorksOrder.objects.filter(state="waiting", attempts=0, lease_until=None).count() == 2


def test_an_emergencys_message_does_not_wait_for_the_hms(
    hms: FakeHousingSystem, notify: FakeMessageGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_emergency()
    sent_before: list[int] = []
    raise_order = hms.raise_order

    def noticing(order: WorksOrderMessage, *, key: str) -> str:
        sent_before.append(Message.objects.filter(state=Message.State.SENT).count())
        return raise_order(order, key=key)

    monkeypatch.setattr(hms, "raise_order", noticing)
    sweep(NOW)
    assert sent_before == [1]


def test_a_look_at_an_empty_outbox_costs_one_statement_for_each_lane(hms: FakeHousingSystem) -> None:
    booked()
    sweep()
    with CaptureQueriesContext(connection) as asked:
        assert sweep() == 0
    assert len(asked) == (1 if connection.vendor == "postgresql" else len(LANES))
