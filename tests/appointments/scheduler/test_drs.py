"""A scheduler with the habits of DRS: what it does is covered, and residents see nothing of it."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from appointments.diary import DiaryDown, Job
from appointments.diary.http import HttpDiary
from appointments.scheduler.http import HttpScheduler
from appointments.scheduler.stub_server import LIKE_DRS, StubScheduler
from tests.appointments.conftest import GOOD_FRIDAY, NOW, TAP, TOKEN
from tests.appointments.scheduler.builders import body_of
from tests.appointments.scheduler.conftest import until_answered
from tests.contracts.web import web

BEARER = {"Authorization": f"Bearer {TOKEN}"}
HORIZON = NOW.date() + timedelta(days=60)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stub(stub: StubScheduler) -> StubScheduler:
    """As slow as a test can bear."""
    stub.book.usual_minutes = 240
    stub.habits = replace(LIKE_DRS, seconds=0.2)
    return stub


@pytest.fixture
def diary(town: None, stub_url: str) -> HttpDiary:
    return HttpDiary(HttpScheduler(stub_url, TOKEN), patience=30)


def test_drs_takes_seconds_for_each_answer() -> None:
    assert (LIKE_DRS.seconds, LIKE_DRS.most_working_days) == (1.7, 15)


def test_drs_refuses_more_than_fifteen_working_days_at_once(stub_url: str) -> None:
    asked = {"patch": "N", "trade": "PL", "minutes": "60", "from": "2026-03-05"}
    answers = [
        web.get(f"{stub_url}/availability", params={**asked, "to": last}, headers=BEARER).status_code
        for last in ("2026-03-25", "2026-03-26")
    ]
    assert answers == [200, 422]


def test_two_months_are_offered_in_the_time_of_one_answer(diary: HttpDiary, stub: StubScheduler) -> None:
    stub.habits = replace(LIKE_DRS, seconds=1.5)
    begun = time.monotonic()
    slots = diary.offer(TAP, NOW.date(), HORIZON, now=NOW)
    assert (slots[0].day, slots[-1].day) == (NOW.date(), date(2026, 5, 2))
    assert time.monotonic() - begun < 3 * 1.5


def test_a_bank_holiday_is_offered_by_drs_and_not_by_us(diary: HttpDiary, stub_url: str) -> None:
    good_friday = GOOD_FRIDAY.isoformat()
    asked = {"patch": "N", "trade": "PL", "minutes": "60", "from": good_friday, "to": good_friday}
    theirs = web.get(f"{stub_url}/availability", params=asked, headers=BEARER).json()
    assert theirs["SlotDays"][0]["Slots"]
    days = {slot.day for slot in diary.offer(TAP, NOW.date(), HORIZON, now=NOW)}
    assert GOOD_FRIDAY - timedelta(days=1) in days
    assert not days & {GOOD_FRIDAY, date(2026, 4, 6)}


def test_all_day_and_the_school_run_are_offered_with_their_hours(diary: HttpDiary) -> None:
    tomorrow = NOW.date() + timedelta(days=1)
    slots = diary.offer(TAP, tomorrow, tomorrow, now=NOW)
    assert [(slot.window, slot.starts.hour, slot.ends.hour) for slot in slots] == [
        ("AM", 8, 12),
        ("DAY", 8, 16),
        ("SCHOOL", 9, 14),
        ("PM", 12, 16),
    ]


def test_a_longer_comment_is_cut_by_drs(stub: StubScheduler, stub_url: str) -> None:
    web.put(f"{stub_url}/appointments/k-1", json=body_of(Comments="x" * 300), headers=BEARER)
    assert stored(stub) == "x" * 255


def test_ours_arrives_as_it_was_sent(diary: HttpDiary, stub: StubScheduler) -> None:
    tomorrow = NOW.date() + timedelta(days=1)
    slot = diary.offer(TAP, tomorrow, tomorrow, now=NOW)[0]
    diary.hold(slot.id, Job("N", "PL", 40, home="10099000001", work="Leak under the sink. " * 20), "ann", NOW)
    assert stored(stub).endswith("under the sink.…")


def stored(stub: StubScheduler) -> str:
    (kept,) = stub.book.standing()
    assert kept.appointment
    return kept.appointment.comments


def test_while_drs_is_too_slow_the_diary_is_down_and_the_next_page_has_the_times(
    diary: HttpDiary, stub: StubScheduler
) -> None:
    with pytest.raises(DiaryDown):
        replace(diary, patience=0.02).offer(TAP, NOW.date(), HORIZON, now=NOW)
    until_answered()
    assert diary.offer(TAP, NOW.date(), HORIZON, now=NOW)
