"""What keeps all messages from going is told at once, in words that say what to do, and once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from repairs.log.alarms.watch import watch
from repairs.log.models import Alarm, Message, OutsideSystem
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.stubs.faults import Fault
from tests.log.alarms.test_alarms import smtp as smtp
from tests.log.alarms.test_alarms import subjects
from tests.log.builders import without_a_time

pytestmark = pytest.mark.usefixtures("outside", "smtp")

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def bar_subjects() -> list[str]:
    """Without those of single messages that need a person."""
    return [subject for subject in subjects() if "Notify" in subject]


@pytest.mark.parametrize(
    ("fault", "kind", "says", "to_do"),
    [
        (Fault.NOT_LET_IN, "notify-key", "does not take our key", "Make a new key"),
        (Fault.CLOCK, "notify-clock", "our clock is wrong", "Set them right"),
        (Fault.REFUSE, "notify-team-only", "because of the key we use", "Make a new key"),
        (Fault.TRIAL, "notify-trial", "because we are in trial mode", "to make it live"),
        (Fault.DAILY_LIMIT, "notify-limit", "takes no more messages today", "Ask GOV.UK Notify for a higher limit"),
    ],
)
def test_it_is_told_once_and_is_over_when_a_message_goes(
    notify: FakeMessageGateway, clock: time_machine.Traveller, fault: Fault, kind: str, says: str, to_do: str
) -> None:
    notify.faults.always = fault
    without_a_time()
    for _ in range(10):
        sweep()
        watch()
        clock.shift(MINUTE)
    [told] = [sent for sent in mail.outbox if "Notify" in sent.subject]
    assert told.subject.endswith("since 10am on Wednesday 4 March 2026")
    assert says in told.subject
    assert to_do in " ".join(told.body.split())
    assert "1 message waits until then." in told.body
    assert set(Alarm.objects.filter(over_at=None).values_list("kind", flat=True)) - {"needs-person"} == {kind}
    notify.faults.clear()
    without_a_time()
    OutsideSystem.objects.update(closed_until=None)
    sweep()
    watch()
    assert len(bar_subjects()) == 2
    assert bar_subjects()[1].startswith("Over: ")
    assert Alarm.objects.get(kind=kind).over_at is not None


def test_a_key_for_our_team_that_lets_some_through_is_told_once_an_hour(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    for _ in range(20):
        for fault in ([Fault.REFUSE], []):
            notify.faults.add(fault)
            message = Message.objects.filter(repair=without_a_time())
            message.update(channel="email")
            sweep()
            watch()
            clock.shift(MINUTE)
    assert len(bar_subjects()) == 2


def test_one_bar_after_another_is_told_as_well(notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    without_a_time()
    for fault in (Fault.NOT_LET_IN, Fault.CLOCK):
        notify.faults.add([fault])
        sweep()
        watch()
        clock.shift(HOUR)
    began = [subject for subject in bar_subjects() if not subject.startswith("Over")]
    assert ["key" in began[0], "clock" in began[1], len(began)] == [True, True, 2]


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.BUSY, Fault.DROP])
def test_what_passes_by_itself_is_no_bar(notify: FakeMessageGateway, fault: Fault) -> None:
    notify.faults.add([fault])
    without_a_time()
    sweep()
    watch()
    assert subjects() == []


def test_a_number_that_is_refused_neither_begins_nor_ends_a_bar(
    notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    notify.faults.add([Fault.NOT_LET_IN])
    first = without_a_time()
    sweep()
    first.phone, first.email = "01632 960001", ""
    first.save()
    clock.shift(HOUR)
    sweep()
    assert OutsideSystem.objects.get(name="messages").barred_by == "notify-key"
