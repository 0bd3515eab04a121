"""What the client over HTTP makes of answers that no scheduler should give."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from pytest_django import Settings

from appointments.scheduler import Refused, SchedulerDown, SlotTaken, Status
from appointments.scheduler.http import HttpScheduler
from repairs.stubs.server import Answer, Asked, StubServer
from tests.appointments.conftest import TOKEN
from tests.appointments.scheduler.builders import AN_HOUR, TOMORROW, WAIT, an_appointment

HTML = b"<!DOCTYPE html><title>Log in</title>"
DAY = b'{"SlotDays": [{"SlotDate": "2026-03-05", "NonBookingDay": false, "Slots": [%s]}]}'
SLOT = b'{"Name": "AM", "StartTime": "%s", "EndTime": "%s", "Bookable": true, "AvailableMinutes": %s}'

Answering = Callable[[Answer | None], HttpScheduler]


@pytest.fixture
def answering() -> Iterator[Answering]:
    """A scheduler that always gives this answer."""
    with ExitStack() as running:

        def start(answer: Answer | None) -> HttpScheduler:
            server = StubServer(lambda asked: answer)
            running.callback(server.stop)
            server.start()
            return HttpScheduler(server.url, TOKEN)

        yield start


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, HTML),
        (200, b""),
        (200, b"{}"),
        (200, b"[]"),
        (200, b"null"),
        (200, b"\xff\xfe"),
        (200, b"[" * 100_000),
        (200, b"x" * 300_000),
        (200, b'{"ID": "k-2", "Status": "held"}'),
        (200, b'{"ID": "k-1", "Status": "booked"}'),
        (200, b'{"ID": 7, "Status": "held"}'),
        (202, b'{"ID": "k-1", "Status": "held"}'),
        (204, b""),
        (302, b""),
        (401, HTML),
        (403, b""),
        (404, HTML),
        (405, b""),
        (408, b""),
        (429, b""),
        (500, HTML),
        (503, b""),
    ],
)
def test_what_cannot_be_relied_on_is_no_answer(answering: Answering, status: int, body: bytes) -> None:
    scheduler = answering(Answer(status, body, headers={"Location": "/elsewhere"}))
    with pytest.raises(SchedulerDown):
        scheduler.put("k-1", an_appointment(), Status.HELD, WAIT)
    with pytest.raises(SchedulerDown):
        scheduler.cancel("k-1", WAIT)
    with pytest.raises(SchedulerDown):
        scheduler.held(WAIT)


@pytest.mark.parametrize(
    "body",
    [
        b'{"SlotDays": "none"}',
        b'{"SlotDays": [{"SlotDate": "2026-03-05"}]}',
        b'{"SlotDays": [{"SlotDate": "tomorrow", "NonBookingDay": false, "Slots": []}]}',
        b'{"SlotDays": [{"SlotDate": "2026-03-05", "NonBookingDay": "no", "Slots": []}]}',
        DAY % (SLOT % (b"12:00:00", b"08:00:00", b"60")),
        DAY % (SLOT % (b"08:00:00", b"08:00:00", b"60")),
        DAY % (SLOT % (b"25:00:00", b"26:00:00", b"60")),
        DAY % (SLOT % (b"08:00:00", b"12:00:00", b"-1")),
        DAY % (SLOT % (b"08:00:00", b"12:00:00", b'"60"')),
        DAY % (SLOT % (b"08:00:00", b"12:00:00", b"1e400")),
        DAY % (SLOT % (b"08:00:00", b"12:00:00", b"60")).replace(b"AM", b"A\\u0000M"),
        DAY % (SLOT % (b"08:00:00", b"12:00:00", b"60")).replace(b"AM", b"A" * 21),
    ],
)
def test_times_that_cannot_be_are_no_answer(answering: Answering, body: bytes) -> None:
    with pytest.raises(SchedulerDown):
        answering(Answer(200, body)).room(AN_HOUR, TOMORROW, TOMORROW, WAIT)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (b"08:00", b"12:00"),
        (b"08:00:00", b"12:00:00"),
        (b"08:00:00Z", b"12:00:00Z"),
        (b"09:00:00+01:00", b"13:00+01:00"),
    ],
)
def test_times_may_come_with_an_offset(answering: Answering, starts: bytes, ends: bytes) -> None:
    (room,) = answering(Answer(200, DAY % (SLOT % (starts, ends, b"60")))).room(AN_HOUR, TOMORROW, TOMORROW, WAIT)
    assert (room.times.starts.hour, room.times.ends.hour) == (8, 12)


def test_fields_that_are_not_known_are_passed_over(answering: Answering) -> None:
    body = b'{"ID": "k-1", "Status": "held", "BestSlot": true}'
    answering(Answer(201, body)).put("k-1", an_appointment(), Status.HELD, WAIT)


@pytest.mark.parametrize(("status", "error"), [(409, SlotTaken), (400, Refused), (410, Refused), (422, Refused)])
def test_what_the_scheduler_refuses(answering: Answering, status: int, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        answering(Answer(status, b"Sam, 07700 900123")).put("k-1", an_appointment(), Status.HELD, WAIT)
    assert "07700" not in str(caught.value)


def test_nobody_listens() -> None:
    with pytest.raises(SchedulerDown, match="cannot reach"):
        HttpScheduler("http://127.0.0.1:9", TOKEN).held(WAIT)


@pytest.mark.parametrize("token", ["", "another", f"{TOKEN}x"])
def test_a_wrong_token_does_nothing(stub_url: str, token: str) -> None:
    with pytest.raises(SchedulerDown, match="does not let us in"):
        HttpScheduler(stub_url, token).put("k-1", an_appointment(), Status.HELD, WAIT)


def test_the_client_is_set_up_from_the_settings(stub_url: str, settings: Settings) -> None:
    settings.SCHEDULER_URL, settings.SCHEDULER_TOKEN = stub_url, TOKEN
    assert HttpScheduler().held(WAIT) == []


def test_the_token_is_not_in_what_a_log_would_show() -> None:
    assert TOKEN not in repr(HttpScheduler("http://localhost", TOKEN))


def test_codes_with_odd_letters_travel(book: Any, stub_url: str) -> None:
    book.open(TOMORROW, "AM", "N&S / East=1", "PL", 60)
    odd = type(AN_HOUR)("N&S / East=1", "PL", 60)
    assert len(HttpScheduler(stub_url, TOKEN).room(odd, TOMORROW, TOMORROW, WAIT)) == 1


def test_what_no_scheduler_could_take_is_not_sent(answering: Answering) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        answering(None).put("k-1", an_appointment(minutes=0), Status.HELD, WAIT)


def test_a_request_carries_the_token() -> None:
    seen: list[Asked] = []

    def answer(asked: Asked) -> Answer:
        seen.append(asked)
        return Answer(200, b'{"ID": "k-1", "Status": "cancelled"}')

    server = StubServer(answer)
    server.start()
    HttpScheduler(server.url, TOKEN).cancel("k-1", WAIT)
    server.stop()
    (asked,) = seen
    assert (asked.method, asked.path) == ("DELETE", "/appointments/k-1")
    assert asked.headers["Authorization"] == f"Bearer {TOKEN}"
