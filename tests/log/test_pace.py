"""All workers together send no more in a minute than the gateway takes."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from repairs.log.models import Message, OutsideSystem
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.outbox.pace import turns_left, use_turns
from tests.log.builders import an_emergency, without_a_time

MESSAGES, HMS = OutsideSystem.Name.MESSAGES, OutsideSystem.Name.HMS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def gateway(clock: time_machine.Traveller, db: None) -> None:
    OutsideSystem.objects.create(name=MESSAGES)


def test_no_sixty_seconds_hold_more_than_the_limit(clock: time_machine.Traveller, settings: Settings) -> None:
    settings.MESSAGES_A_MINUTE = 3000
    used = []
    for _ in range(1300):
        left = turns_left(MESSAGES, 100)
        use_turns(MESSAGES, left)
        used += [timezone.now()] * left
        clock.shift(timedelta(milliseconds=100))
    assert max(sum(start <= at < start + timedelta(seconds=60) for at in used) for start in set(used)) <= 3000
    in_the_last_minute = sum(at >= timezone.now() - timedelta(seconds=60) for at in used)
    assert in_the_last_minute > 2900


def test_what_two_workers_take_at_once_is_made_up_for(clock: time_machine.Traveller, settings: Settings) -> None:
    settings.MESSAGES_A_MINUTE = 61
    first, second = turns_left(MESSAGES, 100), turns_left(MESSAGES, 100)
    use_turns(MESSAGES, first)
    use_turns(MESSAGES, second)
    clock.shift(timedelta(seconds=1))
    assert turns_left(MESSAGES, 100) == 0
    clock.shift(timedelta(seconds=2))
    assert turns_left(MESSAGES, 100) == 1


def test_a_clock_that_was_put_back_stops_nothing(clock: time_machine.Traveller) -> None:
    use_turns(MESSAGES, 40)
    clock.shift(-timedelta(hours=1))
    assert turns_left(MESSAGES, 10) == 10


def test_works_orders_are_not_held_up() -> None:
    use_turns(MESSAGES, 10_000)
    assert turns_left(HMS, 100) == 100


def test_emergencies_take_the_first_turns(
    outside: None, notify: FakeMessageGateway, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.MESSAGES_A_MINUTE, settings.TEXTS_A_DAY = 61, 0
    for _ in range(3):
        without_a_time()
    an_emergency()
    sweep()
    assert [message.body.split()[0] for message in notify.messages] == ["Emergency"]
    assert Message.objects.filter(state="waiting").count() == 3
    clock.shift(timedelta(seconds=1))
    sweep()
    assert len(notify.messages) == 2
