"""What residents are told of a job: who comes and when, as far as it is known, and what to do where it went wrong."""

from datetime import datetime, timedelta

import pytest
import time_machine

from repairs.council.deadlines import LONDON
from repairs.log.job_status.reading import first_name
from repairs.log.message_words import email_of, text_of
from repairs.log.models import Message
from tests.conftest import NOW
from tests.log.builders import booked
from tests.log.job_status.updates import by, hears, ordered, window

pytestmark = pytest.mark.usefixtures("outside")

THURSDAY = datetime(2026, 3, 5, 10, 40, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def on_the_day(outside: None, clock: time_machine.Traveller) -> None:
    ordered(booked())
    clock.move_to(THURSDAY)


def the(kind: str) -> Message:
    return Message.objects.select_related("repair__priority").get(kind=kind)


@pytest.mark.parametrize(
    ("full", "first"),
    [
        ("Sam", "Sam"),
        ("Sam Carter", "Sam"),
        ("Mr Sam Carter", "Sam"),
        ("Mrs. Sam Carter", "Sam"),
        ("CARTER, Sam", "Sam"),
        ("Dr", ""),
        (",", ""),
    ],
)
def test_the_first_name_is_made_out(full: str, first: str) -> None:
    assert first_name(full) == first


@pytest.mark.parametrize(
    ("name", "starts", "ends", "says"),
    [
        (
            "Sam Carter",
            "10:30",
            "11:30",
            "Sam is on the way for repair {}, and should arrive between 10:30am and 11:30am.",
        ),
        ("Sam Carter", "08:00", "12:00", "Sam is on the way for repair {}."),
        ("", "10:30", "11:30", "Someone is on the way for repair {}, and should arrive between 10:30am and 11:30am"),
        ("Wolfeschlegelsteinhausenbergerdorff", "08:00", "12:00", "Someone is on the way for repair {}."),
    ],
)
def test_on_the_way_says_who_and_when_as_far_as_it_is_known(name: str, starts: str, ends: str, says: str) -> None:
    hears("on-the-way", at=THURSDAY, **window("2026-03-05", starts, ends), **(by(name) if name else {}))
    message = the("on-the-way")
    assert says.format(message.its_repair.reference) in text_of(message)
    assert "They will show you an ID card" in email_of(message)[1]


def test_a_time_that_is_past_or_of_another_day_is_not_said() -> None:
    hears("on-the-way", at=THURSDAY, **window("2026-03-06", "10:30", "11:30"))
    assert "arrive" not in text_of(the("on-the-way"))


def test_times_with_an_offset_are_said_in_london() -> None:
    hears("on-the-way", at=THURSDAY, **window("2026-03-05", "12:30:00+01:00", "13:00:00+01:00"))
    assert "between 11:30am and midday" in text_of(the("on-the-way"))


def test_nobody_got_in_says_when_and_how_to_book_again() -> None:
    hears("no-access", at=THURSDAY)
    assert "We could not get in on Thu 5 Mar, 10:40am" in text_of(the("no-access"))
    assert "Book again: http" in text_of(the("no-access"))
    assert "Thursday 5 March 2026 at 10:40am" in email_of(the("no-access"))[1]


def test_finished_says_by_when_to_tell_us_that_it_is_not_fixed() -> None:
    hears("completed", at=THURSDAY)
    assert "is marked as finished. Not fixed? Tell us by Thu 19 Mar" in text_of(the("done"))
    assert "Thursday 19 March 2026" in email_of(the("done"))[1]


def test_we_cannot_come_says_which_day_and_how_to_choose_another() -> None:
    hears("cancelled", at=THURSDAY - timedelta(hours=3))
    assert "Sorry, we cannot come on Thu 5 Mar for repair" in text_of(the("moved-by-us"))
    assert "Choose a new time: http" in text_of(the("moved-by-us"))
    assert "Thursday 5 March 2026" in email_of(the("moved-by-us"))[1]


def test_what_is_said_of_the_last_time_is_of_the_last_update() -> None:
    hears("no-access", 1, at=THURSDAY)
    hears("scheduled", 2, at=NOW + timedelta(days=2))
    hears("no-access", 3, at=THURSDAY + timedelta(days=4))
    assert "Mon 9 Mar" in text_of(Message.objects.select_related("repair__priority").get(kind="no-access", version=1))
