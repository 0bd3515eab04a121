"""What comes after a report leaves nothing about its person in logs, in the broker or in what Notify files it under."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from celery import Task
from pytest_django import Settings

from appointments.diary.local import LocalDiary
from repairs.council.deadlines import LONDON
from repairs.log.enquiries.answer import answer
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.enquiries.escalate import escalate_overdue
from repairs.log.enquiries.nobody_came import record_nobody_came
from repairs.log.enquiries.not_fixed import report_not_fixed
from repairs.log.enquiries.right_to_repair import ask_for_other_contractor
from repairs.log.enquiries.worse import record_worse
from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.links import link_of
from repairs.log.models import Enquiry, Message, OutsideSystem, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import booked
from tests.log.job_status.updates import SECRET, hears, ordered, posts, said
from tests.log.messages.situations import SITUATIONS, THEIR_WORDS, WORDY
from tests.log.test_nothing_personal import logged as logged
from tests.log.test_nothing_personal import without_ids

pytestmark = pytest.mark.usefixtures("outside", "logged")

WORDS = "Zebedee Quartz of 1 Test Street: the parrot is soaked. Ring 07700 900456."
PERSONAL = [*THEIR_WORDS, "900123", "900 123", "900 456", "99900000000", "zebedee@example.com", "Bartholomew"]
AFTERNOON = datetime(2026, 3, 5, 14, 0, tzinfo=LONDON)
DIARY = LocalDiary()


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the broker would be given."""
    sent: list[Any] = []
    monkeypatch.setattr(Task, "apply_async", lambda self, *args, **kwargs: sent.append((self.name, args, kwargs)))
    return sent


@pytest.fixture
def left_behind(logged: StringIO, notify: FakeMessageGateway, queued: list[Any]) -> Callable[[], list[str]]:
    def found() -> list[str]:
        tokens = [link_of(repair).rpartition("/")[2] for repair in Repair.objects.all()]
        outside = repr([*queued, *(one.reference for one in notify.messages)])
        text = without_ids(logged.getvalue() + outside)
        return [word for word in [*PERSONAL, *tokens] if word.lower() in text]

    return found


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_kind_of_message_does(
    situation: str,
    notify: FakeMessageGateway,
    clock: time_machine.Traveller,
    settings: Settings,
    logged: StringIO,
    left_behind: Callable[[], list[str]],
) -> None:
    make, kind = SITUATIONS[situation]
    repair = make(contact=WORDY)
    Message.objects.get_or_create(repair=repair, kind=kind, defaults={"channel": "text"})
    Message.objects.exclude(kind=kind).delete()
    settings.TEXTS_FROM_HOUR, settings.TEXTS_UNTIL_HOUR, settings.TEXTS_A_DAY = 0, 24, 0
    for fault in (Fault.REFUSE, Fault.ERROR, Fault.DROP, None):
        notify.faults.add([fault] if fault else [])
        Message.objects.update(state="waiting", due_at=NOW, too_late_at=None, waits_for_order=False)
        OutsideSystem.objects.update(closed_until=None, failures=0)
        sweep()
        clock.shift(timedelta(minutes=1))
    assert Message.objects.filter(kind=kind).exclude(gateway_id="").exists()
    assert {"message_waits", "message_refused", "message_sent"} <= events_in(logged)
    assert left_behind() == []


def worse(repair: Repair) -> None:
    record_worse(repair, {"electrics"}, {"child-under-5"}, WORDS, NOW)


def nobody_came(repair: Repair) -> None:
    record_nobody_came(repair, WORDS, DIARY, AFTERNOON)


def not_fixed(repair: Repair) -> None:
    hears("completed", at=AFTERNOON)
    report_not_fixed(repair, WORDS, DIARY, AFTERNOON)


def other_contractor(repair: Repair) -> None:
    ask_for_other_contractor(repair, WORDS, AFTERNOON + timedelta(days=3))


ASKED: dict[str, Callable[[Repair], object]] = {
    Enquiry.Kind.UPDATE: lambda repair: ask_for_update(repair, WORDS, NOW),
    Enquiry.Kind.COMPLAINT: lambda repair: complain(repair, WORDS, NOW),
    Enquiry.Kind.WORSE: worse,
    Enquiry.Kind.NO_ONE_CAME: nobody_came,
    Enquiry.Kind.NOT_FIXED: not_fixed,
    Enquiry.Kind.OTHER_CONTRACTOR: other_contractor,
}


@pytest.mark.parametrize("kind", Enquiry.Kind.values)
def test_nothing_that_is_asked_does(
    kind: str, hms: FakeHousingSystem, clock: time_machine.Traveller, left_behind: Callable[[], list[str]]
) -> None:
    repair = booked(contact=WORDY)
    sweep()
    repair.works_order.refresh_from_db()
    repair = ordered(repair)
    ASKED[kind](repair)
    enquiry = Enquiry.objects.get(kind=kind)
    hms.faults.add([Fault.DROP, Fault.ERROR, Fault.REFUSE])
    for _ in range(3):
        OutsideSystem.objects.update(closed_until=None, failures=0)
        sweep()
        clock.shift(timedelta(hours=1))
    escalate_overdue(enquiry.due_at + timedelta(days=1))
    answer(enquiry, WORDS, None, NOW)
    sweep()
    assert left_behind() == []


FULL_OF_NAMES: dict[str, Any] = {
    "OperativesAssigned": [{"NameFull": "Bartholomew Quartz"}],
    "Comments": WORDS,
    "Zebedee": WORDS,
}
STATES = ["scheduled", "assigned", "on-the-way", "started", "no-access", "follow-on", "delayed", "completed"]


@pytest.mark.parametrize("what", [*STATES, "cancelled", "Zebedee Quartz"])
def test_nothing_that_the_hms_says_of_a_job_does(
    what: str, settings: Settings, logged: StringIO, left_behind: Callable[[], list[str]]
) -> None:
    settings.HMS_WEBHOOK_SECRET = SECRET
    ordered(booked(contact=WORDY))
    assert posts(said(what, at=NOW, **FULL_OF_NAMES)).status_code == 200
    sweep()
    assert "job_updated" in events_in(logged)
    assert left_behind() == []


REFUSED: dict[str, tuple[object, str, int]] = {
    "signed by somebody else": (said(**FULL_OF_NAMES), "another secret", 401),
    "of no order of ours": (said(RelatedWorkOrderReference={"ID": WORDS}, **FULL_OF_NAMES), SECRET, 404),
    "with a name for a number": (said() | {"Sequence": WORDS, **FULL_OF_NAMES}, SECRET, 422),
    "with a name where a list should be": (said() | {"OperativesAssigned": WORDS}, SECRET, 422),
    "not JSON": (WORDS.encode(), SECRET, 400),
    "a name alone": (json.dumps(WORDS).encode(), SECRET, 422),
}


@pytest.mark.parametrize("how", REFUSED)
def test_nothing_that_is_refused_of_the_hms_does(
    how: str, settings: Settings, logged: StringIO, left_behind: Callable[[], list[str]]
) -> None:
    body, secret, status = REFUSED[how]
    settings.HMS_WEBHOOK_SECRET = SECRET
    ordered(booked(contact=WORDY))
    assert posts(body, secret).status_code == status
    assert "job_update_refused" in events_in(logged)
    assert left_behind() == []


def events_in(logged: StringIO) -> set[str]:
    return {word.strip("\"',") for word in logged.getvalue().split()}
