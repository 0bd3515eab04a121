"""What the HTTP client makes of answers that no housing system should give."""

import json
from collections.abc import Callable

import pytest
from pytest_django import Settings

from repairs.log.hms import HousingSystem, HousingSystemDown, OrderRejected, housing_system
from repairs.log.hms.http import HttpHousingSystem
from repairs.stubs.server import Answer, Asked
from tests.contracts.builders import an_order, moved_to
from tests.contracts.conftest import PATIENCE, TOKEN, Serve

HTML = b"<!DOCTYPE html><title>Log in</title>"


def answering(serve: Serve, answer: Answer | None) -> HttpHousingSystem:
    return HttpHousingSystem(serve(lambda asked: answer), TOKEN, timeout_seconds=PATIENCE)


@pytest.mark.parametrize(
    ("status", "body", "outcome_unknown"),
    [
        (200, HTML, True),
        (201, b"", True),
        (201, b"{}", True),
        (201, b'{"id": 7}', True),
        (201, b'{"id": ""}', True),
        (201, b'{"id": "NM\\u0000"}', True),
        (201, b'["NM-000001"]', True),
        (201, b"[" * 100_000, True),
        (201, b"x" * 300_000, True),
        (202, b'{"id": "NM-000001"}', True),
        (302, b"", True),
        (401, HTML, False),
        (403, b"", False),
        (404, HTML, False),
        (408, b"", True),
        (429, b"", False),
        (500, HTML, True),
        (502, HTML, True),
        (503, b"", False),
        (504, b"", True),
    ],
)
def test_an_order_is_kept_for_another_try(serve: Serve, status: int, body: bytes, outcome_unknown: bool) -> None:
    system = answering(serve, Answer(status, body, headers={"Location": "/elsewhere"}))
    with pytest.raises(HousingSystemDown) as caught:
        system.raise_order(an_order(), key="k-1")
    assert caught.value.outcome_unknown is outcome_unknown


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (400, HTML, "the HMS refused the order (400)"),
        (409, b"{}", "the HMS refused the order (409)"),
        (413, b"", "the HMS refused the order (413)"),
        (422, b'{"errors": "no"}', "the HMS refused the order (422)"),
        (422, b'{"errors": [{"field": "Sam, 07700 900123"}, 3]}', "the HMS refused the order (422)"),
        (422, b'{"errors": [{"field": "Reference[0].ID"}]}', "the HMS refused the order (422): Reference.0.ID"),
        (
            422,
            b'{"errors": [{"field": "Priority"}, {"field": "Notes.2"}]}',
            "refused the order (422): Priority, Notes.2",
        ),
    ],
)
def test_a_person_must_look_and_no_text_of_the_answer_is_kept(
    serve: Serve, status: int, body: bytes, reason: str
) -> None:
    with pytest.raises(OrderRejected) as caught:
        answering(serve, Answer(status, body)).raise_order(an_order(), key="k-1")
    assert caught.value.reason.endswith(reason)


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("120", 120), ("999999999999", 86400), ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("soon", None), ("-5", None)],
)
def test_it_waits_as_long_as_it_is_told(serve: Serve, given: str, seconds: int | None) -> None:
    with pytest.raises(HousingSystemDown) as caught:
        answering(serve, Answer(503, headers={"Retry-After": given})).raise_order(an_order(), key="k-1")
    assert caught.value.retry_after == seconds


def test_an_order_that_could_not_leave_was_not_taken(free_port: int) -> None:
    with pytest.raises(HousingSystemDown) as caught:
        HttpHousingSystem(f"http://127.0.0.1:{free_port}", TOKEN, 1).raise_order(an_order(), key="k-1")
    assert not caught.value.outcome_unknown


@pytest.mark.parametrize("token", ["", "another", f"{TOKEN}x"])
def test_a_wrong_token_takes_no_order(stub_hms: str, token: str) -> None:
    with pytest.raises(HousingSystemDown, match="does not let us in") as caught:
        HttpHousingSystem(stub_hms, token, 5).raise_order(an_order(), key="k-1")
    assert not caught.value.outcome_unknown


def test_the_client_is_set_up_from_the_settings(stub_hms: str, settings: Settings) -> None:
    settings.HMS_CLIENT = "repairs.log.hms.http.HttpHousingSystem"
    settings.HMS_URL, settings.HMS_TOKEN = stub_hms, TOKEN
    system: HousingSystem = housing_system()
    assert system.raise_order(an_order(), key="k-1") == "NM-000001"


def test_the_token_is_not_in_what_a_log_would_show() -> None:
    assert TOKEN not in repr(HttpHousingSystem("http://localhost", TOKEN))


def test_an_order_carries_its_key_and_the_token(serve: Serve) -> None:
    seen: list[Asked] = []

    def answer(asked: Asked) -> Answer:
        seen.append(asked)
        return Answer(201, b'{"id": "7"}')

    HttpHousingSystem(serve(answer), TOKEN, 5).raise_order(an_order(), key="k-1")
    (asked,) = seen
    assert (asked.method, asked.path) == ("POST", "/workOrders")
    assert asked.headers["Idempotency-Key"] == "k-1"
    assert asked.headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, HTML),
        (200, b""),
        (200, b"{}"),
        (200, b"[7]"),
        (200, b'[{"id": 7, "Reference": [{"ID": "A"}]}]'),
        (200, b'[{"id": "7", "Reference": "A"}]'),
        (200, b"[" * 100_000),
        (204, b""),
        (302, b""),
        (401, HTML),
        (404, b"{}"),
        (500, b"[]"),
    ],
)
def test_a_look_up_that_cannot_be_read_says_neither_that_it_is_there_nor_that_it_is_not(
    serve: Serve, status: int, body: bytes
) -> None:
    system = answering(serve, Answer(status, body))
    with pytest.raises(HousingSystemDown) as caught:
        system.find_order("A")
    assert caught.value.outcome_unknown


def test_an_hms_that_passes_over_the_question_is_not_believed(serve: Serve) -> None:
    everything = b'[{"id": "1", "Reference": [{"ID": "B"}]}, {"id": "2", "Reference": [{"ID": "A"}, {"ID": "C"}]}]'
    assert answering(serve, Answer(200, everything)).find_order("A") == "2"
    assert answering(serve, Answer(200, everything)).find_order("D") is None


@pytest.mark.parametrize(
    ("listed", "is_there"),
    [
        ("[]", False),
        ('[{"OtherType": "reschedule", "EventTime": "2026-07-01T10:30:05+01:00"}]', True),
        ('[{"OtherType": "reschedule", "EventTime": "2026-07-01T09:30:05.123Z", "Note": 7}]', True),
        ('[{"OtherType": "reschedule", "EventTime": "2026-07-01T09:30:06Z"}]', False),
        ('[{"OtherType": "cancel", "EventTime": "2026-07-01T09:30:05Z"}]', False),
        ('[7, {}, {"EventTime": "0001-01-01T00:00:00+01:00"}, {"OtherType": "addNote"}]', False),
    ],
)
def test_an_update_is_known_by_what_it_is_and_when_it_was_made(serve: Serve, listed: str, is_there: bool) -> None:
    assert answering(serve, Answer(200, listed.encode())).find_update(moved_to()) is is_there


def test_an_update_that_cannot_be_read_does_not_hold_up_the_others(serve: Serve) -> None:
    good = {
        "Reference": {"ID": "1"},
        "RelatedWorkOrderReference": {"ID": "NM-1"},
        "Sequence": 1,
        "EventTime": "2026-07-01T09:30:05Z",
        "TypeCode": "70",
    }
    bad = [
        7,
        {},
        {**good, "EventTime": "9999-12-31T23:59:59-01:00"},
        {**good, "Sequence": -1},
        {**good, "TypeCode": "7"},
    ]
    page = {"jobStatusUpdates": [*bad, good], "cursor": "6"}
    read = answering(serve, Answer(200, json.dumps(page).encode())).job_states("5")
    assert ([state.reference.id for state in read.states], read.unreadable) == (["1"], 5)
    assert (read.cursor, read.more) == ("6", False)


@pytest.mark.parametrize(
    "page", ["{}", "[]", '{"jobStatusUpdates": []}', '{"jobStatusUpdates": [], "cursor": "\\u0000"}']
)
def test_a_page_without_a_cursor_is_no_page(serve: Serve, page: str) -> None:
    with pytest.raises(HousingSystemDown):
        answering(serve, Answer(200, page.encode())).job_states()


def test_what_is_asked_says_what_it_asks_for(serve: Serve) -> None:
    seen: list[Asked] = []

    def answer(asked: Asked) -> Answer:
        seen.append(asked)
        return Answer(500)

    system = HttpHousingSystem(serve(answer), TOKEN, 5)
    asks: list[Callable[[], object]] = [
        lambda: system.find_order("A&B"),
        lambda: system.find_update(moved_to(number="N/1 ?")),
        system.job_states,
    ]
    for ask in asks:
        with pytest.raises(HousingSystemDown):
            ask()
    assert [(asked.method, asked.path, dict(asked.query)) for asked in seen] == [
        ("GET", "/workOrders", {"reference": "A&B"}),
        ("GET", "/workOrders/N%2F1%20%3F/jobStatusUpdates", {}),
        ("GET", "/jobStatusUpdates", {}),
    ]
    assert all(asked.headers["Authorization"] == f"Bearer {TOKEN}" for asked in seen)
