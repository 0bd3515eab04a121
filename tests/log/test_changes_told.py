"""What the HMS and the resident are told of a change: in order, once, and nothing that does not hold any more."""

from datetime import date, timedelta

import pytest
import time_machine

from appointments.diary.local import LocalDiary
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Event, Message, Repair, WorksOrder, WorksOrderChange
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.reschedule import take_other_time
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import MENDED_SOON, booked

pytestmark = pytest.mark.usefixtures("outside")

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
FIXED = Cancellation(Repair.CancelReason.FIXED)


def moves(repair: Repair, day: date) -> None:
    diary = LocalDiary()
    slot = diary.offer(MENDED_SOON, day, day, NOW)[0]
    seen = Repair.objects.get(pk=repair.pk).appointment.version
    take_other_time(repair, slot.id, diary, NOW, seen=seen)


def cancels(repair: Repair, cancellation: Cancellation = FIXED) -> None:
    cancel_repair(repair, cancellation, LocalDiary(), NOW)


def told(hms: FakeHousingSystem) -> list[tuple[str, date | None]]:
    windows = [(update, update.refined_appointment_window) for update in hms.updates.values()]
    return [(update.other_type, window.date if window else None) for update, window in windows]


def day_ordered(hms: FakeHousingSystem) -> date | None:
    [order] = hms.orders.values()
    return order.appointment.date if order.appointment else None


def said(notify: FakeMessageGateway) -> list[str]:
    return [message.body for message in notify.messages]


def states(repair: Repair) -> dict[tuple[str, int], str]:
    return {(one.kind, one.version): one.state for one in Message.objects.filter(repair=repair)}


def test_changes_of_an_order_that_the_hms_has_arrive_in_the_order_in_which_they_were_made(
    hms: FakeHousingSystem, notify: FakeMessageGateway
) -> None:
    repair = booked()
    sweep()
    moves(repair, FRIDAY)
    moves(repair, MONDAY)
    cancels(repair)
    for _ in range(4):
        sweep()
    assert told(hms) == [("reschedule", FRIDAY), ("reschedule", MONDAY), ("cancel", None)]
    assert [update.comments for update in hms.updates.values()] == [None, None, "I fixed it myself."]
    assert states(repair)[("moved", 1)] == states(repair)[("moved", 2)] == "dropped"
    assert len(notify.messages) == 2
    assert "booked: Thu 5 Mar" in said(notify)[0]
    assert "is cancelled" in said(notify)[1]


def test_an_order_that_was_never_tried_goes_with_the_new_time(
    hms: FakeHousingSystem, notify: FakeMessageGateway
) -> None:
    repair = booked()
    moves(repair, FRIDAY)
    sweep()
    assert (day_ordered(hms), told(hms)) == (FRIDAY, [])
    assert [text.split("moved to ")[1][:3] for text in said(notify)] == ["Fri"]
    assert states(repair)[("booked", 0)] == "dropped"


def test_an_order_that_may_have_arrived_is_sent_unchanged_and_then_changed(
    hms: FakeHousingSystem, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    repair = booked()
    hms.faults.add([Fault.DROP])
    sweep()
    moves(repair, FRIDAY)
    assert not notify.messages
    clock.shift(timedelta(hours=1))
    sweep()
    assert day_ordered(hms) == date(2026, 3, 5)
    assert told(hms) == [("reschedule", FRIDAY)]
    assert WorksOrder.objects.get().state == "sent"
    assert [("Fri 6 Mar" in text) for text in said(notify)] == [True]


def test_a_cancellation_before_the_order_went_still_ends_cancelled(
    hms: FakeHousingSystem, notify: FakeMessageGateway
) -> None:
    cancels(booked())
    sweep()
    assert day_ordered(hms) is None
    assert told(hms) == [("cancel", None)]
    assert len(notify.messages) == 1
    assert "is cancelled" in said(notify)[0]


def test_nobody_is_told_of_the_new_time_before_the_hms_knows_it(
    hms: FakeHousingSystem, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    repair = booked()
    sweep()
    moves(repair, FRIDAY)
    hms.faults.add([Fault.ERROR])
    sweep()
    assert len(notify.messages) == 1
    clock.shift(timedelta(hours=1))
    sweep()
    assert "Fri 6 Mar" in said(notify)[1]


@pytest.mark.parametrize("fault", [Fault.DROP, Fault.MALFORMED, Fault.BUSY, Fault.ERROR])
def test_a_change_whose_answer_was_lost_is_one_change(
    hms: FakeHousingSystem, clock: time_machine.Traveller, fault: Fault
) -> None:
    repair = booked()
    sweep()
    moves(repair, FRIDAY)
    hms.faults.add([fault])
    sweep()
    assert WorksOrderChange.objects.get().state == "waiting"
    clock.shift(timedelta(hours=1))
    sweep()
    assert told(hms) == [("reschedule", FRIDAY)]
    change = WorksOrderChange.objects.get()
    assert (change.state, change.message) == ("sent", None)


def test_a_change_waits_for_the_one_before_it(hms: FakeHousingSystem, clock: time_machine.Traveller) -> None:
    repair = booked()
    sweep()
    moves(repair, FRIDAY)
    hms.faults.add([Fault.ERROR])
    sweep()
    cancels(repair)
    sweep()
    assert told(hms) == []
    clock.shift(timedelta(hours=1))
    for _ in range(2):
        sweep()
    assert told(hms) == [("reschedule", FRIDAY), ("cancel", None)]


def test_a_change_that_is_refused_goes_to_a_person_and_does_not_hold_up_the_next(
    hms: FakeHousingSystem, notify: FakeMessageGateway
) -> None:
    repair = booked()
    sweep()
    moves(repair, FRIDAY)
    hms.faults.add([Fault.REFUSE])
    sweep()
    assert WorksOrderChange.objects.get().state == "needs-person"
    assert Event.objects.filter(kind="change-refused", repair=repair).exists()
    assert len(notify.messages) == 1
    moves(repair, MONDAY)
    sweep()
    assert told(hms) == [("reschedule", MONDAY)]
    assert "Mon 9 Mar" in said(notify)[1]


def test_what_may_not_be_safe_stays_open_at_the_hms(hms: FakeHousingSystem, notify: FakeMessageGateway) -> None:
    repair = booked()
    Repair.objects.update(hazards=["damp-mould"])
    sweep()
    cancels(repair, Cancellation(Repair.CancelReason.OTHER, "We are away.", stopped="no"))
    sweep()
    assert told(hms) == [("cancel-visit", None)]
    assert [update.comments for update in hms.updates.values()] == ["Another reason. We are away."]
    assert "is not cancelled yet. We will ring you by" in said(notify)[1]


def test_a_message_that_is_being_written_when_the_visit_moves_is_not_sent(
    notify: FakeMessageGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = booked()
    sweep()
    moves(repair, FRIDAY)
    Message.objects.filter(kind="moved").update(waits_for_order=False)

    def words(message: Message) -> str:
        if message.version == 1:
            moves(repair, MONDAY)
        return f"moved to version {message.version}"

    monkeypatch.setattr("repairs.log.outbox.hand_over.text_of", words)
    sweep(NOW)
    assert said(notify)[1:] == ["moved to version 2"]
    assert states(repair)[("moved", 1)] == "dropped"


def test_whoever_wants_to_be_rung_gets_no_message(notify: FakeMessageGateway) -> None:
    repair = booked()
    Repair.objects.update(tell_by="phone")
    Message.objects.all().delete()
    moves(repair, FRIDAY)
    cancels(repair)
    sweep()
    assert not Message.objects.exists()


def test_an_answer_that_was_on_its_way_still_comes_after_the_repair_is_cancelled(notify: FakeMessageGateway) -> None:
    repair = booked()
    kinds = (Message.Kind.ANSWERED, Message.Kind.COMPLAINT)
    for kind in kinds:
        Message.objects.create(repair=repair, kind=kind, channel=Message.Channel.TEXT)
    cancels(repair)
    assert {states(repair)[kind, 0] for kind in kinds} == {"waiting"}
    assert states(repair)["booked", 0] == "dropped"
