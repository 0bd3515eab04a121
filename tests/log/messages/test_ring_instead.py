"""Whoever no message can reach is rung with the news, once."""

from dataclasses import replace

import pytest
from django.utils import timezone

from repairs.log.deliveries import take_delivery
from repairs.log.messages import add_message
from repairs.log.models import CallBack, Event, Message, Repair
from repairs.log.outbox import sweep
from tests.log.builders import ADA, booked

pytestmark = pytest.mark.usefixtures("outside")

Delivery = Message.Delivery
NO_EMAIL = replace(ADA, email="")
NEWS = "This message did not reach them: appointment booked."


def is_told(repair: Repair) -> Message:
    """Of their booking, once the HMS has the order."""
    sweep()
    sweep()
    return Message.objects.select_related("repair").get(repair=repair, kind="booked", channel="text")


def fails(message: Message, delivery: Delivery = Delivery.PERMANENT_FAILURE) -> None:
    take_delivery(message, delivery, timezone.now(), timezone.now())


def calls() -> list[tuple[str, str]]:
    return list(CallBack.objects.values_list("reason", "to_tell"))


def test_with_no_other_way_somebody_rings_them_with_the_news() -> None:
    fails(is_told(booked(contact=NO_EMAIL)))
    assert calls() == [("undelivered", NEWS)]
    assert Event.objects.filter(kind="call-back-asked").count() == 1


def test_a_receipt_that_comes_twice_asks_once() -> None:
    message = is_told(booked(contact=NO_EMAIL))
    for _ in range(3):
        fails(message)
    assert calls() == [("undelivered", NEWS)]
    assert Event.objects.filter(kind="call-back-asked").count() == 1


def test_while_there_is_another_way_nobody_rings() -> None:
    repair = booked()
    fails(is_told(repair))
    assert calls() == []
    sweep()
    fails(Message.objects.select_related("repair").get(kind="booked", channel="email"))
    assert calls() == [("undelivered", NEWS)]


def test_what_failed_for_now_is_tried_again_first() -> None:
    fails(is_told(booked(contact=NO_EMAIL)), Delivery.TEMPORARY_FAILURE)
    assert calls() == []


def test_a_number_that_the_gateway_refuses_is_rung() -> None:
    is_told(booked(contact=replace(NO_EMAIL, phone="01632 960001")))
    assert calls() == [("undelivered", NEWS)]


def test_whoever_waits_for_a_call_anyway_is_told_then() -> None:
    repair = booked(contact=NO_EMAIL)
    CallBack.objects.create(draft=repair.draft, repair=repair, reason="alert", due_at=timezone.now())
    fails(is_told(repair))
    assert calls() == [("alert", NEWS)]


def test_a_code_that_somebody_waits_for_at_a_page_is_not_rung_about() -> None:
    repair = booked(contact=NO_EMAIL)
    add_message(repair, Message.Kind.MY_REPAIRS, Message.Channel.TEXT)
    message = Message.objects.select_related("repair").get(kind="my-repairs")
    Message.objects.filter(pk=message.pk).update(state="sent")
    fails(message)
    assert calls() == []
