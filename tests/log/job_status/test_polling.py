"""Asking the HMS what its webhooks did not bring: from where we left off, and again where something went wrong."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils.module_loading import import_string

from appointments.diary.local import LocalDiary
from repairs.log.hms.fake import PAGE, FakeHousingSystem
from repairs.log.hms.job_state import JobState
from repairs.log.job_status import polling
from repairs.log.job_status.polling import poll_job_states
from repairs.log.job_status.receive import receive_update
from repairs.log.models import JobUpdate, OutsideSystem, Repair
from repairs.log.tasks import ask_hms
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import booked
from tests.log.job_status.updates import hears, job_state, ordered, said, told

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture
def repair(outside: None) -> Repair:
    return ordered(booked())


def happens(hms: FakeHousingSystem, what: str, sequence: int, **changes: Any) -> JobState:
    update = JobState.model_validate(said(what, sequence, **changes))
    hms.happened.append(update)
    return update


def asks() -> int:
    return poll_job_states(LocalDiary(), NOW)


def heard_until() -> str:
    return OutsideSystem.objects.get(name="hms").heard_until


def test_what_is_new_is_taken_once_and_asked_for_from_where_we_left_off(repair: Repair, hms: FakeHousingSystem) -> None:
    happens(hms, "assigned", 1)
    assert (asks(), asks()) == (1, 0)
    happens(hms, "on-the-way", 2)
    assert asks() == 1
    assert (job_state(repair), told(repair), heard_until()) == ("on-the-way", ["on-the-way"], "2")
    assert set(JobUpdate.objects.values_list("came_by", flat=True)) == {"poll"}


def test_what_a_webhook_brought_is_known(repair: Repair, hms: FakeHousingSystem) -> None:
    update = said("on-the-way")
    hms.happened.append(JobState.model_validate(update))
    hears("on-the-way", Reference=update["Reference"])
    assert asks() == 0
    assert (JobUpdate.objects.count(), told(repair)) == (1, ["on-the-way"])


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.BUSY, Fault.DROP])
def test_where_the_hms_does_not_answer_it_is_asked_again_for_the_same(
    repair: Repair, hms: FakeHousingSystem, fault: Fault
) -> None:
    happens(hms, "assigned", 1)
    hms.faults.add([fault])
    assert (asks(), heard_until()) == (0, "")
    assert (asks(), heard_until()) == (1, "1")


def test_many_come_in_pages(repair: Repair, hms: FakeHousingSystem) -> None:
    for sequence in range(1, 2 * PAGE + 2):
        happens(hms, "assigned", sequence)
    assert asks() == 2 * PAGE + 1
    assert heard_until() == str(2 * PAGE + 1)


def test_what_fails_on_a_later_page_leaves_what_came_before_taken(repair: Repair, hms: FakeHousingSystem) -> None:
    for sequence in range(1, PAGE + 2):
        happens(hms, "assigned", sequence)
    answer = hms.job_states

    def fails_on_the_next(since: str = "") -> Any:
        page = answer(since)
        hms.faults.add([Fault.ERROR])
        return page

    with mock.patch.object(hms, "job_states", fails_on_the_next):
        assert (asks(), heard_until()) == (PAGE, str(PAGE))


def test_orders_of_others_are_passed_over(repair: Repair, hms: FakeHousingSystem) -> None:
    happens(hms, "started", 1, RelatedWorkOrderReference={"ID": "X-1"}, at=NOW - timedelta(days=1))
    happens(hms, "assigned", 2)
    assert (asks(), heard_until()) == (1, "2")


def test_what_names_an_order_whose_number_we_may_be_told_in_a_moment_is_asked_for_again(
    repair: Repair, hms: FakeHousingSystem
) -> None:
    happens(hms, "assigned", 1, RelatedWorkOrderReference={"ID": "NM-000002"})
    happens(hms, "assigned", 2)
    assert (asks(), heard_until()) == (1, "")
    ordered(booked(home="2 Test Street"), "NM-000002")
    assert (asks(), heard_until()) == (1, "2")


def test_one_that_goes_wrong_here_holds_up_no_other_and_is_asked_for_again(
    repair: Repair, hms: FakeHousingSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned = happens(hms, "assigned", 1)
    happens(hms, "started", 2)

    def breaks(update: JobState, *rest: Any) -> bool:
        if update == poisoned:
            raise ZeroDivisionError
        return receive_update(update, *rest)

    monkeypatch.setattr(polling, "receive_update", breaks)
    assert (asks(), heard_until(), job_state(repair)) == (1, "", "started")


def test_without_a_database_nothing_is_passed_over(
    repair: Repair, hms: FakeHousingSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens(hms, "assigned", 1)

    def away(*given: Any) -> bool:
        raise OperationalError

    monkeypatch.setattr(polling, "receive_update", away)
    with pytest.raises(OperationalError):
        asks()
    assert heard_until() == ""


def test_beat_and_the_loop_ask_by_themselves(repair: Repair, hms: FakeHousingSystem) -> None:
    happens(hms, "assigned", 1)
    entry = settings.CELERY_BEAT_SCHEDULE["ask-hms"]
    assert import_string(entry["task"]) == ask_hms
    ask_hms()
    assert job_state(repair) == "assigned"
