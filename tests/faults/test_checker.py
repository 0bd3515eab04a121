"""The checker of the fault proof sees what it is there to see."""

from collections import Counter
from collections.abc import Callable

import pytest

from repairs.log.models import DeliveryAttempt, Event, Message, Repair, WorksOrder
from tests.faults.checker import check_messages, check_orders, check_told, waiting
from tests.faults.people import Seen
from tests.log.builders import booked

Numbers = dict[str, list[str]]


@pytest.fixture
def reported(northmere: None) -> Repair:
    """Its order is in the HMS as NM-1, and its messages are sent."""
    repair = booked()
    WorksOrder.objects.update(state=WorksOrder.State.SENT, hms_number="NM-1")
    Message.objects.update(state=Message.State.SENT, waits_for_order=False)
    Event.objects.create(repair=repair, kind=Event.Kind.ORDER_SENT)
    return repair


def messages_taken() -> Counter[str]:
    return Counter(str(key) for key in Message.objects.values_list("key", flat=True))


def test_all_is_well_where_the_hms_and_notify_have_each_once(reported: Repair) -> None:
    assert check_orders({reported.reference: ["NM-1"]}, "idempotent").holds
    assert check_messages(messages_taken()).holds
    assert waiting() == 0


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda numbers, reference: numbers.pop(reference), {"orders lost": 1, "orders with a wrong number": 1}),
        (
            lambda numbers, reference: numbers[reference].append("NM-2"),
            {"orders doubled": 1, "orders with a wrong number": 1},
        ),
        (lambda numbers, reference: numbers.update(nobody=["NM-2"]), {"orders of no report": 1}),
        (lambda numbers, reference: numbers.update({reference: ["NM-2"]}), {"orders with a wrong number": 1}),
    ],
    ids=["lost", "doubled", "of no report", "another number"],
)
def test_an_order_that_is_not_there_just_once_is_seen(
    reported: Repair, change: Callable[[Numbers, str], object], seen: dict[str, int]
) -> None:
    numbers = {reported.reference: ["NM-1"]}
    change(numbers, reported.reference)
    assert +Counter(check_orders(numbers, "idempotent").broken) == Counter(seen)


def test_only_a_blind_hms_may_leave_an_order_with_a_person(reported: Repair) -> None:
    WorksOrder.objects.update(state=WorksOrder.State.NEEDS_PERSON, outcome_unknown=True)
    assert check_orders({}, "idempotent").broken["orders with a person for no reason"] == 1
    assert check_orders({}, "blind").broken["orders with a person for no reason"] == 0
    assert check_orders({}, "blind").broken["orders lost"] == 0


def test_an_order_that_is_sent_again_blindly_is_seen(reported: Repair) -> None:
    attempt, outcome = DeliveryAttempt.objects, DeliveryAttempt.Outcome
    order = WorksOrder.objects.get()
    for number, ended in enumerate([outcome.LATER, outcome.UNKNOWN, outcome.SENT], start=1):
        attempt.create(row=DeliveryAttempt.Row.ORDER, row_id=order.pk, number=number, outcome=ended)
    assert check_orders({reported.reference: ["NM-1"]}, "blind").broken["orders sent again blindly"] == 1


def test_messages_that_are_lost_doubled_or_made_up_are_seen(reported: Repair) -> None:
    keys = list(messages_taken())
    doubled = check_messages(messages_taken() + Counter(keys[:1])).broken
    lost = check_messages(messages_taken() - Counter(keys[:1])).broken
    made_up = check_messages(messages_taken() + Counter(["nobody"])).broken
    assert (doubled["messages doubled"], lost["messages lost"], made_up["messages of no report"]) == (1, 1, 1)


def test_whoever_was_told_of_a_report_that_is_not_kept_is_seen(reported: Repair) -> None:
    told = Seen(str(reported.draft), reported.reference)
    assert not any(check_told([told]).values())
    misled = Seen("5e7a4f1c-5c9c-4d0e-9a53-0b6c2f6d1a01", "R-NOT-KEPT")
    assert check_told([told, misled])["people told of a report that does not exist"] == 1


def test_what_still_waits_is_stuck_unless_it_is_planned_for_later(reported: Repair) -> None:
    Message.objects.update(state=Message.State.WAITING, attempts=1)
    assert waiting() == Message.objects.count()
