"""An email about an alarm that is owed is sent, whatever becomes of the process that was about to send it."""

from datetime import timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from repairs.log.alarms import owed
from repairs.log.alarms.watch import watch
from repairs.log.models import Alarm, WorksOrder
from tests.conftest import NOW
from tests.log.people.builders import refused_order, waiting_order

pytestmark = pytest.mark.usefixtures("outside")
MINUTE = timedelta(minutes=1)


class Killed(BaseException):
    """As kill -9: nothing after it is done."""


@pytest.fixture(autouse=True)
def smtp(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.ALARM_EMAIL = "mail.example", "repairs-desk@northmere.example"


def subjects() -> list[str]:
    return [str(sent.subject).split(",")[0] for sent in mail.outbox]


def killed_while_telling(monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*args: object, **kwargs: object) -> bool:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owed, "tell_council", dies)
        with pytest.raises(Killed):
            watch(NOW)


def test_a_beginning_is_told_by_another_when_the_process_that_told_it_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    refused_order()
    killed_while_telling(monkeypatch)
    watch(NOW + MINUTE)
    assert subjects() == []
    for later in (3, 4):
        watch(NOW + later * MINUTE)
    assert subjects() == ["1 delivery needs a person"]


def test_so_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting_order()
    watch(NOW - MINUTE)
    WorksOrder.objects.update(state="sent")
    killed_while_telling(monkeypatch)
    for later in (3, 4):
        watch(NOW + later * MINUTE)
    assert subjects()[1:] == ["Over: works orders wait"]


def test_an_end_that_could_not_be_sent_is_sent_a_minute_later(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting_order()
    watch(NOW)
    WorksOrder.objects.update(state="sent")
    with monkeypatch.context() as patch:
        patch.setattr(owed, "tell_council", lambda *args, **kwargs: False)
        watch(NOW + MINUTE)
    watch(NOW + 2 * MINUTE)
    watch(NOW + 3 * MINUTE)
    assert subjects()[1:] == ["Over: works orders wait"]


def test_what_was_over_before_anybody_was_told_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting_order()
    with monkeypatch.context() as patch:
        patch.setattr(owed, "tell_council", lambda *args, **kwargs: False)
        watch(NOW)
    assert Alarm.objects.get().told_at is None
    WorksOrder.objects.update(state="sent")
    watch(NOW + MINUTE)
    assert subjects() == []
