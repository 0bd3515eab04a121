"""A job played through at the stand-in housing system, as people and the service meet it."""

import hashlib
import hmac
import json
import re
import sqlite3
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from repairs.log.hms.job_state import Happened, JobState
from repairs.log.hms.stub_orders import OrderBook
from repairs.log.hms.stub_webhook import Webhooks
from repairs.stubs.server import Answer, Asked
from tests.contracts.builders import FULLEST, an_order
from tests.contracts.conftest import SECRET, TOKEN, Serve
from tests.contracts.hms_document import problems_as
from tests.contracts.web import web

ENOUGH_SECONDS = 10


@pytest.fixture
def job(stub_hms: str) -> str:
    headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": "k-1"}
    order = an_order(appointment=FULLEST.appointment).as_json()
    number = web.post(f"{stub_hms}/workOrders", json=order, headers=headers).json()["id"]
    return f"{stub_hms}/workOrders/{number}"


def happens(job: str, what: str, **more: str) -> dict[str, Any]:
    answer = web.post(f"{job}/happened", json={"what": what, **more})
    assert answer.status_code == 201
    state: dict[str, Any] = answer.json()
    return state


def wait_for(webhooks: Webhooks, **counts: int) -> None:
    """Until so many were heard, or not heard."""
    assert webhooks.wait_until(
        lambda: all(webhooks.counts[name] >= count for name, count in counts.items()), ENOUGH_SECONDS
    )


@pytest.mark.parametrize("what", list(Happened))
def test_each_thing_that_happens_is_told_as_what_it_is(job: str, what: Happened) -> None:
    state = happens(job, what)
    assert problems_as("JobState", state) == []
    read = JobState.model_validate(state)
    assert read.happened is what
    assert read.related_work_order_reference.id == "NM-000001"
    assert read.service_request_reference[0].id == "KM7-4QX-9TDR"


def test_who_comes_and_when_is_told(job: str) -> None:
    state = happens(
        job,
        "on-the-way",
        operative="Sam Patel",
        day="2026-07-03",
        comments="In a van",
        **{"from": "10:00", "to": "11:00"},
    )
    assert problems_as("JobState", state) == []
    assert (state["TypeCode"], state["OtherType"]) == ("0", "on-the-way")
    assert state["OperativesAssigned"] == [{"NameFull": "Sam Patel"}]
    assert state["RefinedAppointmentWindow"]["Date"] == "2026-07-03"
    assert state["RefinedAppointmentWindow"]["TimeOfDay"] == {
        "EarliestArrivalTime": "10:00:00",
        "LatestArrivalTime": "11:00:00",
    }
    assert state["Comments"] == "In a van"


def test_a_visit_keeps_the_time_that_it_has(job: str) -> None:
    assert happens(job, "scheduled")["RefinedAppointmentWindow"]["Date"] == "2026-07-03"
    assert "RefinedAppointmentWindow" not in happens(job, "completed")


@pytest.mark.parametrize(
    "sent",
    [
        {"what": "exploded"},
        {},
        {"what": "scheduled", "day": "2026-07-03"},
        {"what": "scheduled", "day": "soon", "from": "10:00", "to": "11:00"},
        {"what": "scheduled", "day": "2026-07-03", "from": "ten", "to": "11:00"},
        {"what": "completed", "at": "2026-07-03T10:00:00"},
        {"what": "completed", "operative": "x" * 101},
    ],
)
def test_what_cannot_have_happened_is_refused(job: str, sent: dict[str, str]) -> None:
    assert web.post(f"{job}/happened", json=sent).status_code == 422
    assert "happened" not in web.get(job).json()


def test_nothing_happens_to_a_job_that_is_not_there(stub_hms: str) -> None:
    assert web.post(f"{stub_hms}/workOrders/NM-000009/happened", json={"what": "completed"}).status_code == 404


def test_a_person_plays_a_job_with_the_buttons_on_the_page(stub_hms: str, job: str) -> None:
    page = web.get(stub_hms)
    (token,) = set(re.findall(r'name="form_token" value="([^"]+)"', page.text))
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    form = {
        "form_token": token,
        "what": "assigned",
        "operative": "<b>Sam</b>",
        "day": "",
        "from": "",
        "to": "",
        "comments": "",
    }
    answer = web.post(f"{job}/happened", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/#NM-000001")
    shown = web.get(stub_hms).text
    assert "Operative assigned" in shown
    assert "&lt;b&gt;Sam&lt;/b&gt;. Friday 3 July 2026, 8am to midday" in shown


@pytest.mark.parametrize("token", [None, "", "another"])
def test_another_page_in_the_same_browser_plays_nothing(job: str, token: str | None) -> None:
    form = {"what": "completed", **({} if token is None else {"form_token": token})}
    assert web.post(f"{job}/happened", data=form).status_code == 403
    assert (
        web.post(
            f"{job}/happened", content=b'{"what": "completed"}', headers={"Content-Type": "text/plain"}
        ).status_code
        == 400
    )
    assert "happened" not in web.get(job).json()


def test_the_service_is_told_with_a_signature(job: str, webhooks: Webhooks, told: list[Asked]) -> None:
    state = happens(job, "on-the-way")
    wait_for(webhooks, heard=1)
    (asked,) = told
    assert (asked.method, asked.path) == ("POST", "/hms/status/")
    assert json.loads(asked.body) == state
    written = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", asked.headers["X-Signature"])
    assert written is not None
    signed = hmac.new(SECRET.encode(), f"{written[1]}.".encode() + asked.body, hashlib.sha256)
    assert written[2] == signed.hexdigest()


def test_the_service_is_asked_for_by_its_public_address(serve: Serve) -> None:
    told: list[Asked] = []

    def hear(asked: Asked) -> Answer:
        told.append(asked)
        return Answer(204)

    webhooks = Webhooks(serve(hear), SECRET, site="https://repairs.northmere.example/")
    webhooks.tell({"id": "1"})
    wait_for(webhooks, heard=1)
    assert (told[0].headers["Host"], told[0].headers["X-Forwarded-Proto"]) == ("repairs.northmere.example", "https")
    webhooks.stop()


def test_what_was_not_heard_is_told_again(serve: Serve) -> None:
    answers = iter([Answer(500), None, Answer(302), Answer(200)])
    webhooks = Webhooks(serve(lambda asked: next(answers)), SECRET, waits=(0, 0, 0))
    webhooks.tell({"id": "1"})
    wait_for(webhooks, heard=1, unheard=3)
    assert webhooks.waiting() == 0
    webhooks.stop()


def test_it_is_given_up_in_the_end_and_can_still_be_asked_for(serve: Serve, free_port: int) -> None:
    webhooks = Webhooks(f"http://127.0.0.1:{free_port}", SECRET, waits=(0, 0))
    webhooks.tell({"id": "1"})
    wait_for(webhooks, unheard=3)
    assert webhooks.waiting() == 0
    webhooks.stop()


def test_some_are_told_twice_and_some_never(stub_hms: str, job: str, webhooks: Webhooks, told: list[Asked]) -> None:
    web.post(f"{stub_hms}/faults", json={"webhooks": {"duplicate": 1}})
    happens(job, "on-the-way")
    wait_for(webhooks, heard=2)
    assert told[0].body == told[1].body
    web.post(f"{stub_hms}/faults", json={"webhooks": {"lose": 1}})
    happens(job, "completed")
    assert webhooks.counts["lose"] == 1
    assert webhooks.waiting() == 0


def test_some_overtake_others(serve: Serve) -> None:
    sequence: list[int] = []
    everything_came = Event()

    def hear(asked: Asked) -> Answer:
        sequence.append(json.loads(asked.body)["Sequence"])
        if len(sequence) == 30:
            everything_came.set()
        return Answer(204)

    webhooks = Webhooks(serve(hear), SECRET, late_seconds=0.2)
    webhooks.go_wrong({"shuffle": 1}, seed=7)
    for number in range(30):
        webhooks.tell({"Sequence": number})
    assert everything_came.wait(ENOUGH_SECONDS)
    assert sequence != sorted(sequence) == list(range(30))
    webhooks.stop()


def test_a_file_from_before_jobs_could_be_played_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hms.sqlite3"
    former = sqlite3.connect(path)
    former.executescript(
        """
        CREATE TABLE works_order (number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
            fingerprint TEXT NOT NULL, received_at TEXT NOT NULL, body TEXT NOT NULL);
        CREATE TABLE reference (reference TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (reference, number));
        CREATE TABLE status_update (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
            fingerprint TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL);
        INSERT INTO works_order VALUES (7, 'k-1', 'f', '2026-07-01T09:30:05.000Z', '{"Reference": [{"ID": "A"}]}');
        INSERT INTO reference VALUES ('A', 7);
        INSERT INTO status_update VALUES (3, 'u-1', 'f', 7, '{"OtherType": "cancel"}');
        """
    )
    former.close()
    for _ in range(2):
        orders = OrderBook(str(path))
        assert [order["id"] for order in orders.found_by("A")] == ["NM-000007"]
        (order,) = orders.newest_first()
        assert order["status"] == "cancelled"
        orders.close()
