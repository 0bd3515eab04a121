"""An emergency that nobody has taken for ten minutes is told to the council, and that it was taken."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from repairs.health.figures import alarms
from repairs.log.alarms.watch import watch
from repairs.log.call_backs import open_call_back
from repairs.log.calling_back.holding import give_back, take
from repairs.log.helping import Help, helping
from repairs.log.models import Alarm, CallBack
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import an_emergency_online, no_time_suits
from tests.log.alarms.test_alarms import smtp as smtp
from tests.log.alarms.test_alarms import subjects

pytestmark = pytest.mark.usefixtures("outside", "smtp")

MINUTE = timedelta(minutes=1)


def standing_now() -> list[str]:
    return list(Alarm.objects.filter(over_at=None).values_list("kind", flat=True))


def test_it_begins_after_ten_minutes_and_ends_when_somebody_takes_it(clock: time_machine.Traveller) -> None:
    call_back, agent = an_emergency_online(), Agent()
    clock.shift(9 * MINUTE)
    watch()
    assert standing_now() == []
    clock.shift(MINUTE)
    watch()
    assert subjects() == ["1 emergency waits to be rung and nobody has taken it, since 10am on Wednesday 4 March 2026"]
    assert "Take them now: the newest is on top." in mail.outbox[0].body
    assert "/staff/call-backs/" in mail.outbox[0].body
    with helping(Help(agent.user.pk)):
        take(call_back, NOW + 11 * MINUTE)
    watch()
    assert standing_now() == []
    assert subjects()[1:] == ["Over: emergencies that nobody has taken"]


def test_one_that_is_given_back_raises_it_again(clock: time_machine.Traveller) -> None:
    call_back, agent = an_emergency_online(), Agent()
    clock.shift(15 * MINUTE)
    with helping(Help(agent.user.pk)):
        take(call_back, NOW)
        watch()
        give_back(call_back, NOW)
    watch()
    assert standing_now() == ["emergencies-wait"]


@pytest.mark.parametrize("changes", [{"done_at": NOW}, {"reason": "no-slot"}])
def test_nothing_else_raises_it(clock: time_machine.Traveller, changes: dict[str, object]) -> None:
    an_emergency_online()
    no_time_suits()
    CallBack.objects.update(**changes)
    clock.shift(30 * MINUTE)
    watch()
    assert "emergencies-wait" not in standing_now()


def test_what_becomes_an_emergency_later_counts_from_then(clock: time_machine.Traveller) -> None:
    call_back = no_time_suits(NOW - timedelta(days=2))
    assert call_back.repair is not None
    open_call_back(CallBack.Reason.EMERGENCY, call_back.repair, NOW)
    clock.shift(9 * MINUTE)
    watch()
    assert standing_now() == []
    clock.shift(MINUTE)
    watch()
    assert standing_now() == ["emergencies-wait"]


def test_it_is_a_metric(clock: time_machine.Traveller) -> None:
    an_emergency_online()
    clock.shift(11 * MINUTE)
    watch()
    assert ({"kind": "emergencies-wait"}, 1.0) in alarms()
