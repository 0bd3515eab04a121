"""Trying again what was not delivered: once, by one person, and never what an HMS might make two of."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import DeliveryAttempt, Event, OutsideSystem, WorksOrder
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.people.acting import NotDone, seen_of
from repairs.log.people.rows import find_row, name_of
from repairs.log.people.try_again import try_again
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import booked
from tests.log.people.builders import (
    OLD_WORDS,
    a_change,
    a_message,
    order_of,
    refused_order,
    sent_order,
    tried,
    unknown_order,
)

pytestmark = pytest.mark.usefixtures("outside")
Outcome = DeliveryAttempt.Outcome


def test_an_order_is_tried_again_and_who_pressed_is_kept() -> None:
    order = refused_order()
    try_again(order, seen_of(order), "sam", NOW)
    order.refresh_from_db()
    assert (order.state, order.due_at) == ("waiting", NOW)
    act = Event.objects.get(kind="tried-again", repair=order.repair)
    assert act.detail == {"row": f"order-{order.pk}", "by": "sam"}


def test_after_a_week_in_vain_it_is_tried_for_another_week_as_often_as_what_is_new(
    hms: FakeHousingSystem, clock: time_machine.Traveller
) -> None:
    repair = booked()
    tried(order_of(repair), *[Outcome.LATER] * 170, state="needs-person")
    clock.shift(timedelta(days=8))
    start = timezone.now()
    order = order_of(repair)
    try_again(order, seen_of(order), "sam", start)
    for waits in (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1)):
        hms.faults.add([Fault.ERROR])
        OutsideSystem.objects.update(failures=0, closed_until=None)
        sweep()
        order = order_of(repair)
        assert (order.state, order.due_at) == ("waiting", timezone.now() + waits)
        clock.move_to(order.due_at)
    clock.move_to(start + timedelta(days=7, minutes=1))
    hms.faults.add([Fault.ERROR])
    sweep()
    assert order_of(repair).state == "needs-person"


def test_what_was_mended_goes_to_the_hms_as_one_order(hms: FakeHousingSystem) -> None:
    repair = booked()
    hms.faults.add([Fault.REFUSE])
    sweep()
    order = order_of(repair)
    assert order.state == "needs-person"
    try_again(order, seen_of(order), "sam", NOW)
    sweep()
    assert order_of(repair).state == "sent"
    assert list(hms.orders) == [str(order.key)]


@pytest.mark.parametrize(
    ("outcomes", "fields", "anew"),
    [
        ([Outcome.REFUSED], {}, True),
        ([Outcome.LATER, Outcome.LATER, Outcome.REFUSED], {}, True),
        ([Outcome.UNKNOWN, Outcome.REFUSED], {}, False),
        ([Outcome.FAILED, Outcome.REFUSED], {}, False),
        ([Outcome.REFUSED], {"outcome_unknown": True}, False),
        # The second attempt was cut short by a kill: nothing is known of it.
        ([Outcome.REFUSED], {"attempts": 2}, False),
    ],
)
def test_it_is_written_anew_only_where_the_hms_has_certainly_not_taken_its_key(
    outcomes: list[Outcome], fields: dict[str, Any], anew: bool
) -> None:
    order = order_of(booked())
    tried(order, *outcomes, state="needs-person", message=OLD_WORDS)
    WorksOrder.objects.filter(pk=order.pk).update(**fields)
    order.refresh_from_db()
    key = order.key
    try_again(order, seen_of(order), "sam", NOW)
    order.refresh_from_db()
    assert order.message == (None if anew else OLD_WORDS)
    assert order.key == key


@pytest.mark.parametrize(("kind", "refused"), [("blind", True), ("searchable", False), ("idempotent", False)])
def test_what_may_have_arrived_at_a_blind_hms_is_not_sent_again(settings: Settings, kind: str, refused: bool) -> None:
    settings.HMS_KIND = kind
    order = unknown_order()
    if not refused:
        try_again(order, seen_of(order), "sam", NOW)
        return
    with pytest.raises(NotDone, match="Look there first"):
        try_again(order, seen_of(order), "sam", NOW)
    assert order_of(order.repair).state == "needs-person"


def test_a_second_press_changes_nothing_and_says_who_was_first() -> None:
    order = refused_order()
    seen = seen_of(order)
    try_again(order, seen, "sam", NOW)
    with pytest.raises(NotDone, match="Tried again by a person, sam, Wednesday 4 March 2026 at 10am"):
        try_again(order_of(order.repair), seen, "kim", NOW)
    assert Event.objects.filter(kind="tried-again").count() == 1


def test_somebody_whose_row_changed_between_reading_and_writing_is_told() -> None:
    order = refused_order()
    mine, theirs = order_of(order.repair), order_of(order.repair)
    try_again(theirs, seen_of(theirs), "kim", NOW)
    with pytest.raises(NotDone, match="kim"):
        try_again(mine, seen_of(mine), "sam", NOW)


def test_what_a_worker_has_at_this_moment_is_left_alone() -> None:
    order = refused_order()
    WorksOrder.objects.filter(pk=order.pk).update(state="waiting", lease_until=NOW + timedelta(seconds=30))
    order.refresh_from_db()
    with pytest.raises(NotDone, match="being tried at this moment"):
        try_again(order, seen_of(order), "sam", NOW)


@pytest.mark.parametrize("state", ["sent", "given-up", "dropped"])
def test_what_is_over_is_not_tried_again(state: str) -> None:
    order = refused_order()
    WorksOrder.objects.filter(pk=order.pk).update(state=state)
    order.refresh_from_db()
    with pytest.raises(NotDone, match="Nothing was changed"):
        try_again(order, seen_of(order), "sam", NOW)


def test_a_change_that_the_hms_has_heard_the_opposite_of_is_not_sent() -> None:
    order = sent_order()
    moved = a_change(order, "reschedule", state="needs-person")
    a_change(order, "cancel", state="sent")
    with pytest.raises(NotDone, match="undo"):
        try_again(moved, seen_of(moved), "sam", NOW)
    note = a_change(order, "note", state="needs-person")
    a_change(order, "cancel", state="sent")
    try_again(note, seen_of(note), "sam", NOW)
    note.refresh_from_db()
    assert note.state == "waiting"


def test_a_message_is_tried_again() -> None:
    message = a_message(booked(), state="needs-person")
    try_again(message, seen_of(message), "sam", NOW)
    message.refresh_from_db()
    assert message.state == "waiting"


@pytest.mark.parametrize(
    "name", ["", "order", "order-", "order-0", "order-x", "repair-1", "order-1 ", "order-" + "9" * 400]
)
def test_a_name_that_names_nothing_finds_nothing(name: str) -> None:
    assert find_row(name) is None


def test_a_row_is_found_by_its_name() -> None:
    order = refused_order()
    found = find_row(name_of(order))
    assert found == order


def test_a_message_to_the_contact_before_knows_where_to_go_until_it_is_sent(notify: FakeMessageGateway) -> None:
    told = a_message(sent_order().repair, kind="former-contact", address="07700 900456")
    notify.faults.add([Fault.REFUSE])
    sweep()
    told.refresh_from_db()
    assert (told.state, told.address) == ("needs-person", "07700 900456")
    try_again(told, seen_of(told), "sam", NOW)
    sweep()
    told.refresh_from_db()
    assert (told.state, told.address) == ("sent", "")
    assert notify.messages[-1].to == "07700 900456"
