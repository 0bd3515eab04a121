"""Requests that no browser of ours sends, to every address: methods, queries, bodies, headers and cookies."""

import copy
from collections.abc import Sequence
from typing import Any, TypeVar

import pytest
from django.db import transaction
from django.test import Client

from repairs.log.models import Repair
from repairs.report.visitor import COOKIE as DRAFTS
from tests.attack.hostile.addresses import all_addresses
from tests.attack.hostile.attacker import stand_in
from tests.attack.hostile.strings import HOW, MARK, WHOLE
from tests.attack.hostile.verdict import Walk, timed
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")

Thing = TypeVar("Thing")

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "ZQX", "post")

QUERIES = (
    *(
        "page=-1",
        "page=9e99",
        f"page={'9' * 30}",
        "next=//evil.example",
        "next=https://evil.example/%0d%0aX:1",
        "p=%00",
    ),
    *(
        "q=%ED%A0%80",
        "%FF%FE=%C0%80",
        f"q=%22%3E%3C{MARK}%3E&search=%22%3E%3C{MARK}%3E&find=%3C{MARK}%3E",
        "a[]=1&a[b]=2",
    ),
    *(
        "from=9999-99-99&day=0000-00-00&first=x&last=9999-12-31",
        "pk__in=1,x&id__exact=zqx&o=9.-9&e=1&_popup=1",
        "&" * 900,
    ),
    *(
        "from=9999-12-31&day=9999-12-31&to=0001-01-01",
        "slot=1&team=99999999999999999999&kind=%00&reason=%27",
        "x" * 8_000,
    ),
    *("app_label=x&model_name=%00&field_name=zqx&term=%00", "_to_field=zqx&_changelist_filters=%00"),
)

PART = b"--zqx\r\nContent-Disposition: form-data; %s\r\nx\r\n--zqx--\r\n"
BASE64 = b"Content-Transfer-Encoding: base64\r\n"
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"name": "\\ud800", "name": [[[[]]]], "x": NaN}'),
    ("application/json", b"[" * 50_000),
    ("text/xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
    ("multipart/form-data", b"words"),
    ("multipart/form-data; boundary=", b"--\r\n\r\n"),
    ("multipart/form-data; boundary=zqx", b'--zqx\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut'),
    ("multipart/form-data; boundary=zqx", b"--zqx\r\nContent-Disposition: form-data\r\n\r\nx\r\n--zqx--\r\n"),
    (
        "multipart/form-data; boundary=zqx",
        PART % b'name="\x00"; filename="\x00"\r\n',
    ),
    (
        "multipart/form-data; boundary=zqx",
        PART % (b'name="photos"; filename="../../x.jpg"\r\nContent-Type: \xff\r\n' + BASE64),
    ),
    (f"multipart/form-data; boundary={'x' * 300}", b"--x\r\n"),
    ("multipart/form-data; boundary=\xe9", b"--x\r\n"),
    ("application/x-www-form-urlencoded; charset=utf-16", "name=\u0416".encode("utf-16")),
    ("application/x-www-form-urlencoded; charset=no-such", b"name=%C0%80&%00=%00&name=%ED%A0%80"),
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00name=\xed\xa0\x80"),
    ("", b"name=words"),
    ("zqx/\xff; zqx", b"name=words"),
    ("text/plain", b"x" * 300_000),
)

HEADERS: tuple[dict[str, str], ...] = (
    {"Cookie": f"csrftoken=\x00; sessionid={'x' * 4000}; {DRAFTS}=a.b.c:d:e; messages=[[zqx"},
    {"Cookie": f'sessionid=\xed\xa0\x80; {DRAFTS}=\xff; a="unclosed; =; ;;;'},
    {"X-Forwarded-For": "zqx, 1.2.3.4, ::1, '", "X-Forwarded-Proto": "zqx", "X-Forwarded-Host": "evil.example"},
    {
        "Range": "bytes=9-1,-0,zqx",
        "If-Modified-Since": "zqx",
        "If-None-Match": '"\xff',
        "If-Unmodified-Since": "9" * 400,
    },
    {"Accept-Language": "zqx;q=x," * 500, "Accept-Encoding": "zqx;q=9e99", "Accept": "\xff", "Accept-Charset": "\x00"},
    {"Host": "evil.example"},
    {"Host": "testserver:99999"},
    {"Host": "testserver@evil.example"},
    {"Referer": "http://[", "Origin": "null", "User-Agent": "\xed\xa0\x80" * 200},
    {"Authorization": "Bearer \xff", "X-Requested-With": "zqx", "Content-Length": "-1"},
    {"X-Hms-Signature": "t=\u00b2,v1=\xff", "X-Csrftoken": "\x00" * 64},
)

IDS = ("0", "-1", "9" * 19, "9" * 400, "%00", "%ED%A0%80", "%FF", f"%3C{MARK}%3E", "..%2f..%2f", "%0d%0aX:1", "1_5F00")


@pytest.fixture
def clients(repair: Repair, boss: Client) -> list[Client]:
    """A stranger, whoever holds the link to a repair, and somebody of the staff who may do everything."""
    return [stand_in(Client()), stand_in(opened(repair).client), stand_in(boss)]


def ask(walk: Walk, client: Client, method: str, address: str, **more: Any) -> None:
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic(), timed() as took:
        response = client.generic(method, address, **more)
        transaction.set_rollback(True)
    client.cookies = cookies
    walk.look(response, f"{method} {address} {more!r}"[:400], took.seconds)


def addresses(repair: Repair, begin: int) -> list[str]:
    """All of them, or in the short walk others in each test."""
    return all_addresses(repair)[None if WHOLE else begin :: 1 if WHOLE else 6]


def some(things: Sequence[Thing], place: int, few: int) -> list[Thing]:
    """All of them, or other few for each address."""
    few = {"whole": len(things), "some": 2 * few}.get(HOW, few)
    return [things[(place * few + one) % len(things)] for one in range(few)]


def test_methods(walk: Walk, repair: Repair, clients: list[Client]) -> None:
    for place, address in enumerate(addresses(repair, 0)):
        for method in some(METHODS, place, 2):
            ask(walk, clients[2] if WHOLE else clients[place % 3], method, address)
            if WHOLE:
                ask(walk, clients[1], method, address)


def test_queries(walk: Walk, repair: Repair, clients: list[Client]) -> None:
    for place, address in enumerate(addresses(repair, 1)):
        for query in some(QUERIES, place, 2):
            ask(walk, clients[2], "GET", f"{address}?{query}")
            if WHOLE:
                ask(walk, clients[1], "GET", f"{address}?{query}")


def test_bodies(walk: Walk, repair: Repair, clients: list[Client]) -> None:
    for place, address in enumerate(addresses(repair, 2)):
        for kind, body in some(BODIES, place, 2):
            for client in clients[1:]:
                ask(walk, client, "POST", address, data=body, content_type=kind)


def test_headers(walk: Walk, repair: Repair, clients: list[Client]) -> None:
    for place, address in enumerate(addresses(repair, 3)):
        for headers in some(HEADERS, place, 1):
            ask(walk, clients[2 if "Cookie" not in headers else 0], "GET", address, headers=headers)
            if WHOLE:
                ask(walk, clients[1 if "Cookie" not in headers else 0], "POST", address, headers=headers)


def test_ids_in_addresses(walk: Walk, repair: Repair, clients: list[Client]) -> None:
    for place, address in enumerate(addresses(repair, 0)):
        parts = address.split("/")
        for number, part in enumerate(parts):
            if part.isdigit() or part in {repair.reference, "update", "contact", "token", "x"} or len(part) == 36:
                for one in some(IDS, place, 2):
                    there = "/".join([*parts[:number], one, *parts[number + 1 :]])
                    ask(walk, clients[2], "GET", there)
                    ask(walk, clients[2], "POST", there)
