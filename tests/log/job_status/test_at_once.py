"""Two at once: the same update from several sides, and what a resident does while the HMS speaks."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from pytest_django import Settings

from appointments.diary.local import LocalDiary
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.changeable import NotChanged
from repairs.log.models import Event, JobUpdate, Message, Repair, WorksOrder, WorksOrderChange
from tests.conftest import NOW, load_northmere
from tests.crowd import AT_ONCE, Crowd
from tests.log.builders import booked, without_a_time
from tests.log.job_status.updates import SECRET, hears, job_state, ordered, posts, said

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def northmere_for_all(crowd: Crowd, clock: object, settings: Settings) -> None:
    load_northmere()
    settings.HMS_WEBHOOK_SECRET = SECRET


def test_the_same_update_from_all_sides_is_one(crowd: Crowd) -> None:
    ordered(booked())
    update = said("on-the-way")
    answers = crowd.run([partial(posts, update)] * AT_ONCE)
    assert [answer.status_code for answer in answers] == [200] * AT_ONCE
    assert sorted(json.loads(answer.content)["status"] for answer in answers) == ["kept"] + ["known"] * (AT_ONCE - 1)
    rows = crowd.look(lambda: (JobUpdate.objects.count(), Message.objects.filter(kind="on-the-way").count()))
    assert rows == (1, 1)


def test_a_whole_story_all_at_once_ends_as_it_should(crowd: Crowd) -> None:
    ordered(booked())
    story = ["scheduled", "assigned", "on-the-way", "started", "completed"]
    updates = [said(what, sequence) for sequence, what in enumerate(story, start=1)]
    answers = crowd.run([partial(posts, update) for update in updates * 2])
    assert {answer.status_code for answer in answers} == {200}
    found = crowd.look(
        lambda: (WorksOrder.objects.get().job_state, JobUpdate.objects.count(), done_messages(), job_events())
    )
    assert found == ("completed", 5, 1, 5)


def done_messages() -> int:
    return Message.objects.filter(kind="done").count()


def job_events() -> int:
    return Event.objects.filter(kind=Event.Kind.JOB_UPDATED).count()


def cancels(repair: Repair) -> str:
    try:
        cancel_repair(repair, Cancellation(Repair.CancelReason.FIXED), LocalDiary(), NOW)
    except NotChanged as problem:
        return type(problem).__name__
    return "cancelled"


@pytest.mark.parametrize("make", [booked, without_a_time])
@pytest.mark.parametrize(("what", "answer"), [("on-the-way", "TooLate"), ("completed", "Finished")])
def test_a_resident_cancels_while_the_hms_speaks(
    crowd: Crowd, make: Callable[[], Repair], what: str, answer: str
) -> None:
    repair = ordered(make())
    calls: list[Callable[[], Any]] = [partial(cancels, repair), partial(hears, what)]
    outcome, heard = crowd.run(calls)
    assert heard is True
    found = crowd.look(lambda: (job_state(repair), said_of(repair), changes(repair)))
    if outcome == "cancelled":
        # They were first: nobody tells them that somebody comes, or that it is done. The HMS is told.
        assert found == (what, ["cancelled"], ["cancel"])
    else:
        assert outcome == answer
        assert found == (what, ["done" if what == "completed" else what], [])


def said_of(repair: Repair) -> list[str]:
    waiting = Message.objects.filter(repair=repair, state=Message.State.WAITING)
    return list(waiting.order_by("pk").values_list("kind", flat=True))


def changes(repair: Repair) -> list[str]:
    return list(WorksOrderChange.objects.filter(order__repair=repair).values_list("kind", flat=True))


def test_who_cancels_before_the_hms_speaks_is_told_nothing_more(crowd: Crowd) -> None:
    repair = ordered(booked())
    crowd.run([partial(cancels, repair)])
    crowd.look(lambda: hears("on-the-way", at=NOW + timedelta(minutes=1)))
    assert crowd.look(lambda: said_of(repair)) == ["cancelled"]


def test_who_cancels_after_the_hms_has_spoken_is_refused(crowd: Crowd) -> None:
    repair = ordered(booked())
    crowd.run([partial(hears, "on-the-way")])
    assert crowd.look(lambda: cancels(repair)) == "TooLate"
    assert crowd.look(lambda: said_of(repair)) == ["on-the-way"]
