"""Residents hear of what has happened, once, and of nothing that has not happened yet."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Event, Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.outbox.claiming import claim
from repairs.log.reminders import KINDS as REMINDERS
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked, without_a_time

pytestmark = pytest.mark.usefixtures("outside")


def states(repair: Repair) -> dict[str, str]:
    """Reminders are for the evening before."""
    told = Message.objects.filter(repair=repair).exclude(kind__in=REMINDERS)
    return dict(told.values_list("kind", "state"))


def test_nobody_is_told_of_a_booking_before_the_hms_has_it(
    hms: FakeHousingSystem, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    repair = booked()
    hms.faults.add([Fault.ERROR] * 3)
    sweep()
    assert not notify.messages
    clock.shift(timedelta(minutes=11))
    sweep()
    assert states(repair) == {"booked": "waiting", "received": "sent"}
    clock.shift(timedelta(hours=1))
    sweep()
    clock.shift(timedelta(hours=1))
    sweep()
    assert states(repair) == {"booked": "sent", "received": "sent"}
    assert [message.body.split()[0] for message in notify.messages] == ["We", "Repair"]


def test_whoever_hears_of_the_booking_does_not_hear_less_afterwards(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    repair = booked()
    sweep()
    assert states(repair) == {"booked": "sent", "received": "dropped"}
    clock.shift(timedelta(hours=1))
    sweep()
    assert len(notify.messages) == 1


def test_a_first_message_that_could_not_go_is_dropped_when_there_is_better_news(
    hms: FakeHousingSystem, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    repair = booked()
    hms.faults.add([Fault.ERROR])
    sweep()
    clock.shift(timedelta(minutes=11))
    notify.faults.add([Fault.ERROR])
    hms.faults.add([Fault.ERROR])
    sweep()
    assert states(repair) == {"booked": "waiting", "received": "waiting"}
    clock.shift(timedelta(hours=1))
    sweep()
    assert states(repair) == {"booked": "sent", "received": "dropped"}
    assert len(notify.messages) == 1


def test_an_emergency_is_confirmed_without_waiting_for_the_hms(
    hms: FakeHousingSystem, notify: FakeMessageGateway
) -> None:
    an_emergency()
    hms.faults.add([Fault.ERROR])
    sweep()
    assert notify.messages[0].body.startswith("Emergency")


def test_before_a_message_is_sent_again_the_gateway_is_asked_whether_it_has_it(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    without_a_time()
    notify.faults.add([Fault.DROP])
    sweep()
    assert Message.objects.get().state == "waiting"
    clock.shift(timedelta(hours=1))
    sweep()
    message = Message.objects.get()
    assert (message.state, message.gateway_id) == ("sent", notify.messages[0].id)
    assert len(notify.messages) == 1


def test_a_message_that_never_arrived_is_sent_again(notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    without_a_time()
    notify.faults.add([Fault.ERROR])
    sweep()
    clock.shift(timedelta(hours=1))
    sweep()
    assert [message.to for message in notify.messages] == ["07700 900123"]


def test_a_message_that_another_worker_has_is_left_alone(notify: FakeMessageGateway) -> None:
    without_a_time()
    assert claim(Message.objects.ready(NOW), NOW, 1).attempts
    sweep()
    assert not notify.messages


def test_a_message_that_is_refused_goes_to_a_person(notify: FakeMessageGateway) -> None:
    repair = without_a_time()
    Repair.objects.filter(pk=repair.pk).update(phone="01632 960001", email="")
    sweep()
    message = Message.objects.get()
    assert (message.state, message.last_problem) == ("needs-person", "Not a UK mobile number")
    assert Event.objects.get(kind="message-refused").detail == {"message": "received"}


def test_a_longer_wait_that_was_asked_for_is_kept_to(notify: FakeMessageGateway, settings: Settings) -> None:
    settings.OUTBOX_RETRY_SECONDS = [5]
    without_a_time()
    notify.faults.add([Fault.BUSY])
    sweep()
    assert Message.objects.get().due_at == NOW + timedelta(seconds=60)
