from datetime import date, datetime, time
from typing import Any

import pytest
from icalendar import Calendar

from appointments.calendar import calendar_file
from repairs.council.deadlines import LONDON


def make_file(**changes: Any) -> bytes:
    told = {
        "uid": "visit-1@repairs.example",
        "sequence": 0,
        "day": date(2026, 3, 5),
        "starts": time(8),
        "ends": time(12),
        "summary": "Repair: a plumber comes",
        "location": "Flat 1, 2 High Street",
        "description": "Your reference is R-1.\nSomebody over 18 must be in; keep dogs away, too.",
        "now": datetime(2026, 3, 4, 10, tzinfo=LONDON),
    }
    return calendar_file(**{**told, **changes})


def lines(**changes: Any) -> list[str]:
    return make_file(**changes).decode().split("\r\n")


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2026, 3, 27), "DTSTART:20260327T080000Z"),
        (date(2026, 3, 29), "DTSTART:20260329T070000Z"),
        (date(2026, 10, 24), "DTSTART:20261024T070000Z"),
        (date(2026, 10, 25), "DTSTART:20261025T080000Z"),
    ],
)
def test_eight_in_the_morning_is_eight_in_london_all_year(day: date, starts: str) -> None:
    assert starts in lines(day=day)


def test_it_is_one_published_event() -> None:
    assert {"METHOD:PUBLISH", "STATUS:CONFIRMED", "UID:visit-1@repairs.example", "SEQUENCE:0"} <= set(lines())
    assert len(Calendar.from_ical(make_file()).walk("VEVENT")) == 1


def test_a_cancellation_replaces_the_event() -> None:
    cancelled = lines(cancelled=True, sequence=2)
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "UID:visit-1@repairs.example", "SEQUENCE:2"} <= set(cancelled)


def test_the_words_survive_punctuation_and_line_breaks() -> None:
    event = Calendar.from_ical(make_file()).walk("VEVENT")[0]
    assert event["DESCRIPTION"] == "Your reference is R-1.\nSomebody over 18 must be in; keep dogs away, too."
    assert event["LOCATION"] == "Flat 1, 2 High Street"


def test_a_line_break_in_an_answer_cannot_add_a_property() -> None:
    assert not [line for line in lines(summary="Tap\r\nATTACH:https://bad.example") if line.startswith("ATTACH")]
