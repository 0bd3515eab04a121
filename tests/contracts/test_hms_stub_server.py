"""The stand-in housing management system, as people and other programs meet it."""

import json
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from repairs.log.hms.stub_orders import OrderBook
from repairs.log.hms.works_order import works_order
from tests.contracts.builders import FULLEST, an_order, with_other_contact
from tests.contracts.conftest import TOKEN
from tests.contracts.web import web

BEARER = {"Authorization": f"Bearer {TOKEN}"}


def post(url: str, order: Any, key: str = "k-1", **headers: str) -> httpx.Response:
    return web.post(f"{url}/workOrders", json=order, headers={**BEARER, "Idempotency-Key": key, **headers})


def test_orders_are_listed_newest_first_and_as_they_came(stub_hms: str) -> None:
    first, second = an_order(reference="A").as_json(), {**an_order(reference="B").as_json(), "TheirOwn": [1]}
    numbers = [post(stub_hms, first, "k-1").json()["id"], post(stub_hms, second, "k-2").json()["id"]]
    listed = web.get(f"{stub_hms}/workOrders").json()
    assert [order["id"] for order in listed] == numbers[::-1]
    assert listed[0].items() >= second.items()
    assert listed[0]["idempotencyKey"] == "k-2"


def test_an_order_is_found_by_our_reference_and_by_its_number(stub_hms: str) -> None:
    for reference in ("A", "B"):
        post(stub_hms, an_order(reference=reference).as_json(), f"k-{reference}")
    (found,) = web.get(f"{stub_hms}/workOrders", params={"reference": "A"}, headers=BEARER).json()
    assert web.get(f"{stub_hms}/workOrders/{found['id']}").json().items() >= found.items()
    assert web.get(f"{stub_hms}/workOrders/NM-999999").status_code == 404
    assert web.get(f"{stub_hms}/workOrders", params={"reference": "C"}, headers=BEARER).json() == []
    assert web.get(f"{stub_hms}/workOrders", params={"reference": "A"}).status_code == 401


def test_twenty_at_once_with_one_key_make_one_order(stub_hms: str) -> None:
    order = an_order().as_json()
    with ThreadPoolExecutor(20) as senders:
        answers = list(senders.map(lambda _: post(stub_hms, order), range(20)))
    assert {answer.json()["id"] for answer in answers} == {"NM-000001"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Priority": {"PriorityCode": "9", "RequiredCompletionDateTime": "2026-07-01T09:00:00Z"}}, "PriorityCode"),
        ({"Priority": {"PriorityCode": 1, "RequiredCompletionDateTime": "2026-07-01T09:00:00Z"}}, "PriorityCode"),
        ({"Reference": []}, "Reference"),
        ({"Site": {"Property": []}}, "Site.Property"),
        ({"DateReported": "yesterday"}, "DateReported"),
        ({"Attachment": [{"Filename": "a", "URI": "javascript:alert(1)"}]}, "Attachment.0.URI"),
        ({"Customer": "Sam"}, "Customer"),
    ],
)
def test_a_bad_order_is_refused_with_reasons(stub_hms: str, changes: dict[str, Any], field: str) -> None:
    answer = post(stub_hms, {**an_order().as_json(), **changes})
    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["field"]
    assert web.get(f"{stub_hms}/workOrders").json() == []


def test_an_order_in_our_own_field_names_is_refused(stub_hms: str) -> None:
    assert post(stub_hms, an_order().model_dump(mode="json", by_alias=False)).status_code == 422


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 200_000, b"[]", b'"text"', b"NaN", b'{"DescriptionOfWork": "\\ud83d"}'],
)
def test_what_is_not_json_is_refused_in_json(stub_hms: str, body: bytes) -> None:
    answer = web.post(f"{stub_hms}/workOrders", content=body, headers={**BEARER, "Idempotency-Key": "k"})
    assert answer.status_code in {400, 422}
    assert answer.json()["errors"]


@pytest.mark.parametrize("key", ["", "two words", "k" * 201])
def test_an_order_needs_a_key(stub_hms: str, key: str) -> None:
    assert post(stub_hms, an_order().as_json(), key).status_code == 400


def test_an_order_needs_the_token(stub_hms: str) -> None:
    answer = post(stub_hms, an_order().as_json(), Authorization="Bearer another")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_an_order_that_is_far_too_long_is_refused(stub_hms: str) -> None:
    answer = post(stub_hms, an_order(description="x" * 600_000).as_json())
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/workOrders/../../etc/passwd", 404),
        ("GET", "//[", 404),
        ("GET", "http://[/", 400),
        ("DELETE", "/workOrders", 405),
        ("POST", "/workOrders/NM-000001", 405),
        ("POST", "/", 405),
        ("GET", "/faults", 405),
        ("BREW", "/", 501),
        ("GET", "/health/", 200),
    ],
)
def test_every_address_answers_in_json(stub_hms: str, method: str, path: str, status: int) -> None:
    answer = spoken(stub_hms, f"{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n")
    assert f"HTTP/1.1 {status} " in answer
    assert json.loads(answer.partition("\r\n\r\n")[2])


@pytest.mark.parametrize(
    "said",
    [
        "\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /" + "a" * 70_000 + " HTTP/1.1\r\n\r\n",
        "POST /workOrders HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /workOrders HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\n" + "".join(f"X-{n}: 1\r\n" for n in range(200)) + "\r\n",
    ],
)
def test_nothing_said_to_it_brings_it_down(stub_hms: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    spoken(stub_hms, said)
    assert web.get(f"{stub_hms}/health/").json() == {"status": "ok"}
    assert "Traceback" not in capfd.readouterr().err


def spoken(url: str, said: str) -> str:
    """What it answers to exactly these bytes."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as line:
        line.sendall(said.encode())
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()


def test_the_job_list_shows_what_a_planner_needs_and_no_live_html(stub_hms: str) -> None:
    assert "No works orders yet" in web.get(stub_hms).text
    post(stub_hms, works_order(FULLEST).as_json(), "k-1")
    post(stub_hms, an_order(description="<script>alert(1)</script>").as_json(), "k-2")
    answer = web.get(stub_hms)
    for shown in (
        "NM-000001: E24 Emergency",
        "KM7-4QX-9TDR",
        "12 Mill Lane, Northmere, NM1 2AB",
        "Water comes through the ceiling",
        "Friday 3 July 2026, 8am to midday",
        'href="https://repairs.northmere.example/photo/1"',
        "EL0203 Check a light, quantity 1.5",
        "Asbestos in the ceiling.",
        "Waits for a call back.",
        "by Wednesday 8 July 2026",
        "Jo Ade, 07700 900456",
        "&lt;script&gt;",
    ):
        assert shown in answer.text
    assert "<script" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert web.get(f"{stub_hms}/style.css").headers["Content-Type"].startswith("text/css")


@pytest.mark.parametrize("absent", ["Customer", "AccessContact", "Appointment", "AccessInformation", "RightToRepair"])
def test_the_job_list_bears_a_field_that_says_it_is_empty(stub_hms: str, absent: str) -> None:
    assert post(stub_hms, {**works_order(FULLEST).as_json(), absent: None}).status_code == 201
    assert web.get(stub_hms).status_code == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"next": ["drop", "500"]}, 200),
        ({"next": []}, 200),
        ({"next": ["explode"]}, 400),
        ({"next": "drop"}, 400),
        ({"next": [["drop"]]}, 400),
        (["drop"], 400),
    ],
)
def test_faults_can_be_ordered(stub_hms: str, sent: Any, status: int) -> None:
    assert web.post(f"{stub_hms}/faults", json=sent).status_code == status


def test_an_empty_list_takes_the_faults_back(stub_hms: str) -> None:
    web.post(f"{stub_hms}/faults", json={"next": ["500", "500"]})
    assert web.post(f"{stub_hms}/faults", json={"next": []}).json() == {"next": []}
    assert post(stub_hms, an_order().as_json()).status_code == 201


def test_faults_cannot_be_ordered_by_a_form_on_a_web_page(stub_hms: str) -> None:
    answer = web.post(f"{stub_hms}/faults", content='{"next": ["500"]}', headers={"Content-Type": "text/plain"})
    assert answer.status_code == 400


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_it_ends_at_once_when_told_and_its_file_keeps_the_orders(tmp_path: Path, ending: signal.Signals) -> None:
    state = tmp_path / "hms.sqlite3"
    program = [sys.executable, "-m", "repairs.log.hms.stub_server", "--port", "0", "--state", str(state)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        url = server.stdout.readline().split()[-1]
        assert url.startswith("http://127.0.0.1:")
        assert post(url, an_order().as_json()).status_code == 201
        server.send_signal(ending)
        _, errors = server.communicate(timeout=5)
    assert server.returncode == (0 if ending != signal.SIGKILL else -signal.SIGKILL)
    assert errors == ""
    orders = OrderBook(str(state))
    assert [order["id"] for order in orders.newest_first()] == ["NM-000001"]
    orders.close()


def test_a_port_that_is_taken_is_said_in_one_line(stub_hms: str) -> None:
    program = [sys.executable, "-m", "repairs.log.hms.stub_server", "--port", str(urlsplit(stub_hms).port)]
    ended = subprocess.run(program, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1


def test_an_order_shows_who_to_reach_as_the_last_update_left_it() -> None:
    book = OrderBook()
    book.take("order", works_order(FULLEST).as_json())
    book.update("update", 1, with_other_contact().as_json())
    before, after = works_order(FULLEST).as_json(), book.find(1) or {}
    assert [way["Value"] for way in after["Customer"]["Person"]["Communication"]] == ["07700 900789"]
    assert after["AccessContact"]["Name"]["Full"] == "Bo Lund"
    assert after["AccessInformation"]["Description"] == "Mind the dog."
    assert (after["status"], after["Appointment"]) == ("open", before["Appointment"])
    book.close()
