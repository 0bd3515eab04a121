"""Texts to one phone, and receipts of one message, at the same moment: threads on the database of the tests."""

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest
from pytest_django import Settings

from repairs.log.deliveries import take_delivery
from repairs.log.models import Event, Message
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.texts_a_day import is_one_too_many
from tests.conftest import NOW, load_northmere
from tests.crowd import Crowd
from tests.log.builders import ADA, without_a_time

pytestmark = pytest.mark.django_db(transaction=True)

NO_EMAIL = replace(ADA, email="")
Delivery = Message.Delivery


@pytest.fixture
def six_texts(crowd: Crowd, clock: object, notify: FakeMessageGateway) -> list[int]:
    load_northmere()
    for _ in range(6):
        without_a_time(contact=NO_EMAIL)
    return list(Message.objects.values_list("pk", flat=True))


@pytest.fixture
def sent_text(crowd: Crowd, clock: object, notify: FakeMessageGateway) -> int:
    load_northmere()
    without_a_time()
    sweep()
    return Message.objects.get().pk


def goes_today(pk: int) -> bool:
    return not is_one_too_many(Message.objects.select_related("repair").get(pk=pk), NOW)


def hears(pk: int, delivery: Delivery) -> bool:
    return take_delivery(Message.objects.select_related("repair").get(pk=pk), delivery, NOW, NOW)


def test_three_of_six_texts_go_to_one_phone(crowd: Crowd, six_texts: list[int]) -> None:
    assert Counter(crowd.run([partial(goes_today, pk) for pk in six_texts])) == {True: 3, False: 3}


def test_workers_with_many_calls_at_once_keep_to_it(
    crowd: Crowd, six_texts: list[int], notify: FakeMessageGateway, settings: Settings
) -> None:
    settings.OUTBOX_CALLS_AT_ONCE, settings.HMS_CLIENT = 8, "repairs.log.hms.fake.FakeHousingSystem"
    crowd.run([sweep] * 4)
    assert len(notify.messages) == 3
    assert crowd.look(lambda: Counter(Message.objects.values_list("state", flat=True))) == {"sent": 3, "waiting": 3}


@pytest.mark.parametrize(
    ("failure", "follows"),
    [
        (Delivery.PERMANENT_FAILURE, ("email", 0)),
        (Delivery.TEMPORARY_FAILURE, ("text", 1)),
        (Delivery.TECHNICAL_FAILURE, ("text", 1)),
    ],
)
def test_many_receipts_of_one_failure_lead_to_one_message(
    crowd: Crowd, sent_text: int, failure: Delivery, follows: tuple[str, int]
) -> None:
    assert sum(crowd.run([partial(hears, sent_text, failure) for _ in range(8)])) == 1

    def left_behind() -> tuple[list[tuple[str, int]], int]:
        rows = Message.objects.exclude(pk=sent_text).values_list("channel", "copy")
        return list(rows), Event.objects.filter(kind="not-delivered").count()

    assert crowd.look(left_behind) == ([follows], 1)


def test_a_failure_and_an_arrival_at_once_end_as_one_of_them(crowd: Crowd, sent_text: int) -> None:
    told = [Delivery.PERMANENT_FAILURE, Delivery.DELIVERED, Delivery.SENDING, Delivery.TEMPORARY_FAILURE] * 2
    crowd.run([partial(hears, sent_text, delivery) for delivery in told])

    def left_behind() -> tuple[str, int, int]:
        ends = Event.objects.filter(kind__in=["message-delivered", "not-delivered"])
        return Message.objects.get(pk=sent_text).delivery, Message.objects.exclude(pk=sent_text).count(), ends.count()

    delivery, others, ends = crowd.look(left_behind)
    assert (others, ends) == (0 if delivery == Delivery.DELIVERED else 1, 1)
