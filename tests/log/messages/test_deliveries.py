"""What becomes of messages that were sent: told in any order, and followed up until somebody is reached."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
import time_machine
from django.utils import timezone

from repairs.log.ask_deliveries import ask_deliveries
from repairs.log.deliveries import FAILED, FAR_ALONG, take_delivery
from repairs.log.models import Appointment, Event, Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import ADA, booked, without_a_time

pytestmark = pytest.mark.usefixtures("outside")

Delivery = Message.Delivery
NO_EMAIL = replace(ADA, email="")
BY_EMAIL = replace(ADA, tell_by=Repair.TellBy.EMAIL)


def sent(contact: object = ADA) -> Message:
    repair = without_a_time(contact=contact)
    sweep()
    return Message.objects.select_related("repair").get(repair=repair)


def told(message: Message, *deliveries: Delivery) -> list[bool]:
    return [take_delivery(message, delivery, timezone.now(), timezone.now()) for delivery in deliveries]


def rows(repair: Repair) -> list[tuple[str, int, str, str]]:
    found = Message.objects.filter(repair=repair).order_by("pk")
    return [(one.channel, one.copy, one.state, one.delivery) for one in found]


def test_what_was_handed_over_is_asked_about_in_five_minutes() -> None:
    message = sent()
    assert (message.delivery, message.ask_delivery_at) == ("created", NOW + timedelta(minutes=5))


def test_every_status_has_its_place() -> None:
    assert set(FAR_ALONG) == {"", *Delivery.values}


@pytest.mark.parametrize("order", list(permutations([Delivery.CREATED, Delivery.SENDING, Delivery.DELIVERED])))
def test_in_whatever_order_it_is_told_a_message_that_arrived_has_arrived(order: tuple[Delivery, ...]) -> None:
    message = sent()
    told(message, *order, *order)
    message.refresh_from_db()
    assert (message.delivery, message.ask_delivery_at, message.state) == ("delivered", None, "sent")
    assert Event.objects.filter(kind="message-delivered").count() == 1


@pytest.mark.parametrize("failure", sorted(FAILED))
def test_what_has_arrived_cannot_fail_any_more_nor_the_reverse(failure: Delivery) -> None:
    message = sent()
    assert told(message, Delivery.DELIVERED, failure) == [True, False]
    other = sent()
    assert told(other, failure, Delivery.DELIVERED) == [True, False]


def test_receipts_doubled_and_shuffled_never_move_a_status_backwards() -> None:
    messages = [sent(replace(NO_EMAIL, phone=f"07700 9001{number:02}")) for number in range(10)]
    shuffled = random.Random(7)
    far = dict.fromkeys([message.pk for message in messages], 0)
    for _ in range(500):
        message, delivery = shuffled.choice(messages), Delivery(shuffled.choice(Delivery.values))
        told(message, delivery)
        now_at = FAR_ALONG[Message.objects.values_list("delivery", flat=True).get(pk=message.pk)]
        assert now_at >= far[message.pk]
        far[message.pk] = now_at
    assert set(far.values()) == {5}
    assert Event.objects.filter(kind__in=["message-delivered", "not-delivered"]).count() >= 10


def test_a_number_that_does_not_exist_leads_to_an_email_once(notify: FakeMessageGateway) -> None:
    message = sent()
    told(message, Delivery.PERMANENT_FAILURE, Delivery.PERMANENT_FAILURE)
    assert rows(message.its_repair) == [("text", 0, "sent", "permanent-failure"), ("email", 0, "waiting", "")]
    sweep()
    assert [one.type for one in notify.messages] == ["sms", "email"]
    email = Message.objects.select_related("repair").get(channel="email")
    told(email, Delivery.PERMANENT_FAILURE)
    assert rows(message.its_repair)[1] == ("email", 0, "needs-person", "permanent-failure")


def test_an_address_that_does_not_exist_leads_to_a_text(notify: FakeMessageGateway) -> None:
    told(sent(BY_EMAIL), Delivery.PERMANENT_FAILURE)
    sweep()
    assert [one.type for one in notify.messages] == ["email", "sms"]


def test_with_no_other_way_a_person_is_needed_and_sees_why() -> None:
    message = sent(NO_EMAIL)
    told(message, Delivery.PERMANENT_FAILURE)
    message.refresh_from_db()
    assert (message.state, message.last_problem) == ("needs-person", Delivery.PERMANENT_FAILURE.label)
    detail = Event.objects.get(kind="not-delivered").detail
    assert detail == {"message": "received", "channel": "text", "because": Delivery.PERMANENT_FAILURE.label}


def test_a_number_that_the_gateway_refuses_leads_to_an_email(notify: FakeMessageGateway) -> None:
    repair = without_a_time(contact=replace(ADA, phone="01632 960001"))
    sweep()
    sweep()
    assert [(channel, state) for channel, _, state, _ in rows(repair)] == [("text", "dropped"), ("email", "sent")]
    assert [one.type for one in notify.messages] == ["email"]


@pytest.mark.parametrize(
    ("failure", "after"),
    [(Delivery.TEMPORARY_FAILURE, timedelta(hours=1)), (Delivery.TECHNICAL_FAILURE, timedelta(minutes=5))],
)
def test_what_failed_for_now_goes_once_more_and_then_the_other_way(
    notify: FakeMessageGateway, clock: time_machine.Traveller, failure: Delivery, after: timedelta
) -> None:
    message = sent()
    told(message, failure)
    again = Message.objects.select_related("repair").get(copy=1)
    assert (again.channel, again.due_at, again.key == message.key) == ("text", NOW + after, False)
    clock.shift(after)
    sweep()
    assert len(notify.messages) == 2
    told(again, failure)
    sweep()
    assert [one.type for one in notify.messages] == ["sms", "sms", "email"]
    again.refresh_from_db()
    # Staff are told of a fault at the gateway that came twice.
    assert again.state == ("needs-person" if failure == Delivery.TECHNICAL_FAILURE else "sent")


def test_a_later_message_goes_the_way_that_works(notify: FakeMessageGateway) -> None:
    from repairs.log.messages import channel_for

    message = sent()
    assert channel_for(message.its_repair) == "text"
    told(message, Delivery.PERMANENT_FAILURE)
    assert channel_for(message.its_repair) == "email"


def test_what_is_not_true_any_more_is_not_sent_another_way(notify: FakeMessageGateway) -> None:
    repair = booked()
    sweep()
    message = Message.objects.select_related("repair").get(kind="booked")
    Appointment.objects.update(version=1)
    told(message, Delivery.PERMANENT_FAILURE)
    assert not Message.objects.filter(repair=repair, kind="booked", channel="email").exists()


def test_a_person_can_have_it_sent_again_as_a_message_of_its_own(notify: FakeMessageGateway) -> None:
    message = sent(NO_EMAIL)
    told(message, Delivery.PERMANENT_FAILURE)
    Message.objects.filter(pk=message.pk).update(state="waiting")
    sweep()
    first, second = notify.messages
    assert first.reference != second.reference
    assert rows(message.its_repair) == [("text", 0, "sent", "created")]


def test_a_receipt_that_was_lost_is_asked_for_within_a_quarter_of_an_hour(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    message = sent()
    notify.fates[notify.messages[0].id] = "sending"
    clock.shift(timedelta(minutes=5))
    assert ask_deliveries() == 1
    assert ask_deliveries() == 0
    notify.fates.clear()
    clock.shift(timedelta(minutes=5))
    assert ask_deliveries() == 1
    message.refresh_from_db()
    assert (message.delivery, message.ask_delivery_at) == ("delivered", None)


def test_a_gateway_that_is_away_is_asked_again_later(
    notify: FakeMessageGateway, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    from repairs.log.notify import MessageGatewayDown

    def down(self: object, gateway_id: str) -> None:
        raise MessageGatewayDown("no answer", outcome_unknown=False)

    message = sent()
    clock.shift(timedelta(minutes=5))
    with monkeypatch.context() as away:
        away.setattr(FakeMessageGateway, "delivery_of", down)
        assert ask_deliveries() == 0
    message.refresh_from_db()
    assert message.ask_delivery_at == NOW + timedelta(minutes=10)


def test_what_the_gateway_does_not_know_goes_to_a_person(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    message = sent()
    notify.messages.clear()
    clock.shift(timedelta(minutes=5))
    ask_deliveries()
    message.refresh_from_db()
    assert (message.state, message.ask_delivery_at) == ("needs-person", None)


def test_after_a_week_without_an_end_nobody_asks_any_more(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    message = sent()
    notify.fates[notify.messages[0].id] = "sending"
    for _ in range(60):
        clock.shift(timedelta(hours=6))
        ask_deliveries()
    message.refresh_from_db()
    assert (message.state, message.delivery, message.ask_delivery_at) == ("needs-person", "sending", None)


def test_a_message_whose_answer_was_lost_is_found_and_then_asked_about(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    without_a_time()
    notify.faults.add([Fault.DROP])
    sweep()
    clock.shift(timedelta(hours=1))
    sweep()
    assert len(notify.messages) == 1
    assert Message.objects.get().ask_delivery_at == NOW + timedelta(hours=1, minutes=5)
