"""The stand-in scheduler, as people and other programs meet it."""

import json
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from appointments.scheduler import Status
from appointments.scheduler.stub_book import AppointmentBook
from tests.appointments.conftest import TOKEN
from tests.appointments.scheduler.builders import TOMORROW, an_appointment, body_of
from tests.contracts.web import web

BEARER = {"Authorization": f"Bearer {TOKEN}"}
AVAILABILITY = {"patch": "N", "trade": "PL", "minutes": "60", "from": "2026-03-05", "to": "2026-03-06"}


@pytest.fixture(autouse=True)
def room(book: AppointmentBook) -> None:
    book.open(TOMORROW, "AM", "N", "PL", 600)


def put(url: str, body: Any, key: str = "k-1") -> httpx.Response:
    return web.put(f"{url}/appointments/{key}", json=body, headers=BEARER)


def test_every_day_is_told_also_one_on_which_nobody_comes(stub_url: str) -> None:
    answer = web.get(f"{stub_url}/availability", params=AVAILABILITY, headers=BEARER).json()
    assert answer == {
        "SlotDays": [
            {
                "SlotDate": "2026-03-05",
                "NonBookingDay": False,
                "Slots": [
                    {
                        "Name": "AM",
                        "StartTime": "08:00:00",
                        "EndTime": "12:00:00",
                        "Bookable": True,
                        "AvailableMinutes": 600,
                    }
                ],
            },
            {"SlotDate": "2026-03-06", "NonBookingDay": True, "Slots": []},
        ]
    }


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"from": "tomorrow"}, 400),
        ({"minutes": "an hour"}, 400),
        ({"to": ""}, 400),
        ({"to": "2026-03-04"}, 422),
        ({"to": "9999-12-31"}, 422),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(stub_url: str, changes: dict[str, str], status: int) -> None:
    answer = web.get(f"{stub_url}/availability", params={**AVAILABILITY, **changes}, headers=BEARER)
    assert answer.status_code == status
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Status": "perhaps"}, "Status"),
        ({"Status": "cancelled"}, "Status"),
        ({"Date": "05/03/2026"}, "Date"),
        ({"Minutes": 0}, "Minutes"),
        ({"Minutes": "60"}, "Minutes"),
        ({"TimeOfDay": "AM"}, "TimeOfDay"),
        ({"Reference": None}, "Reference"),
        ({"PropertyReference": "1" * 13}, "PropertyReference"),
    ],
)
def test_a_bad_appointment_is_refused_with_reasons(stub_url: str, changes: dict[str, Any], field: str) -> None:
    answer = put(stub_url, body_of(**changes))
    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["field"]
    assert web.get(f"{stub_url}/appointments", headers=BEARER).json() == {"Appointments": []}


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b"[]", b'"text"', b"NaN", b'{"Comments": "\\ud83d"}']
)
def test_what_is_not_json_is_refused_in_json(stub_url: str, body: bytes) -> None:
    answer = web.put(f"{stub_url}/appointments/k-1", content=body, headers=BEARER)
    assert answer.status_code in {400, 422}
    assert answer.json()["errors"]


def test_twenty_at_once_with_one_key_make_one_appointment(stub_url: str, book: AppointmentBook) -> None:
    with ThreadPoolExecutor(20) as senders:
        answers = list(senders.map(lambda _: put(stub_url, body_of()), range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert [(kept.key, kept.changes) for kept in book.standing()] == [("k-1", 0)]


def test_twenty_at_once_for_ten_places_fill_them(stub_url: str, book: AppointmentBook) -> None:
    with ThreadPoolExecutor(20) as senders:
        answers = list(senders.map(lambda number: put(stub_url, body_of(), f"k-{number}"), range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] * 10 + [409] * 10
    assert len(book.standing()) == 10


def test_one_appointment_is_found_by_its_key(stub_url: str) -> None:
    put(stub_url, body_of(status=Status.BOOKED))
    found = web.get(f"{stub_url}/appointments/k-1", headers=BEARER).json()
    assert found == {**body_of(status=Status.BOOKED), "ID": "k-1"}
    assert web.get(f"{stub_url}/appointments/k-2", headers=BEARER).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/appointments/../../etc/passwd", 404),
        ("GET", "//[", 404),
        ("GET", "http://[/", 400),
        ("DELETE", "/availability", 405),
        ("POST", "/appointments/k-1", 405),
        ("PUT", "/appointments", 405),
        ("POST", "/", 405),
        ("GET", "/faults", 405),
        ("BREW", "/", 501),
        ("GET", "/health/", 200),
    ],
)
def test_every_address_answers_in_json(stub_url: str, method: str, path: str, status: int) -> None:
    answer = spoken(stub_url, f"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n\r\n")
    assert f"HTTP/1.1 {status} " in answer
    assert json.loads(answer.partition("\r\n\r\n")[2])


def spoken(url: str, said: str) -> str:
    """What it answers to exactly these bytes."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as line:
        line.sendall(said.encode())
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()


@pytest.mark.parametrize("path", ["/availability", "/appointments", "/appointments/k-1"])
def test_everything_about_appointments_needs_the_token(stub_url: str, path: str) -> None:
    answer = web.get(stub_url + path, headers={"Authorization": "Bearer another"})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_the_page_shows_what_a_planner_needs_and_no_live_html(stub_url: str, book: AppointmentBook) -> None:
    assert "No appointments yet" in web.get(stub_url).text
    book.put("k-1", an_appointment(comments="<script>alert(1)</script>"), Status.HELD)
    book.put("k-2", an_appointment(), Status.BOOKED)
    answer = web.get(stub_url)
    for shown in (
        "Thursday 5 March 2026, 8am to midday",
        "Held until",
        "Booked",
        "Trade PL in patch N, for 60 minutes with travel",
        "10099000001",
        "Leak under the sink",
        "&lt;script&gt;",
    ):
        assert shown in answer.text
    assert "<script" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert web.get(f"{stub_url}/style.css").headers["Content-Type"].startswith("text/css")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"next": ["slot-gone", "no-slots", "html", "wrong-types"]}, 200),
        ({"always": "slow"}, 200),
        ({"always": "explode"}, 400),
        ({"always": ["slow"]}, 400),
        ({"next": ["explode"]}, 400),
    ],
)
def test_faults_can_be_ordered(stub_url: str, sent: Any, status: int) -> None:
    assert web.post(f"{stub_url}/faults", json=sent).status_code == status


def test_a_fault_that_stays_is_taken_back(stub_url: str) -> None:
    assert web.post(f"{stub_url}/faults", json={"always": "500"}).json() == {"next": [], "always": "500"}
    assert [put(stub_url, body_of()).status_code for _ in range(2)] == [500, 500]
    assert web.post(f"{stub_url}/faults", json={"next": []}).json() == {"next": []}
    assert put(stub_url, body_of()).status_code == 200


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_it_ends_at_once_when_told_and_its_file_keeps_the_appointments(tmp_path: Path, ending: signal.Signals) -> None:
    state = tmp_path / "scheduler.sqlite3"
    program = [sys.executable, "-m", "appointments.scheduler.stub_server", "--port", "0", "--state", str(state)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        url = server.stdout.readline().split()[-1]
        assert put(url, body_of()).status_code == 200
        server.send_signal(ending)
        _, errors = server.communicate(timeout=20)
    assert server.returncode == (0 if ending != signal.SIGKILL else -signal.SIGKILL)
    assert errors == ""
    book = AppointmentBook(str(state))
    assert [kept.key for kept in book.standing()] == ["k-1"]
    book.close()


def test_a_week_has_its_usual_windows(book: AppointmentBook) -> None:
    usual = AppointmentBook(usual_minutes=240)
    friday = date(2026, 3, 6)
    openings = usual.openings("N", "PL", friday, friday + timedelta(days=2))
    assert [(one.times.day.day, one.times.name) for one in openings] == [
        (6, "AM"),
        (6, "DAY"),
        (6, "SCHOOL"),
        (6, "PM"),
        (7, "SAT"),
    ]
    usual.close()
