"""What reaches a real gunicorn over a socket, and what no client library would send."""

import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.figures import found
from tests.attack.hostile.strings import MARK, WHOLE
from tests.faults.machines import free_port
from tests.faults.processes import ROOT, Program, Supervisor, wait_until
from tests.faults.service import answers, web_command

pytestmark = pytest.mark.skipif(not WHOLE, reason="A service of its own takes a while to start.")

PATIENCE_SECONDS = 5
DRAFT = "/report/6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10/contact/"
NOT_HTTP_OF_OURS = {501, 505}
"""What the standard says to a coding or a version of HTTP that a server does not know."""


def request(line: bytes, *headers: bytes, body: bytes = b"", host: bytes = b"Host: 127.0.0.1") -> bytes:
    return b"\r\n".join([line, *([host] if host else []), b"Connection: close", *headers, b"", b""]) + body


POST = b"POST %s HTTP/1.1" % DRAFT.encode()
HOOK = b"POST /hms/status/ HTTP/1.1"
FORM = b"Content-Type: application/x-www-form-urlencoded"
BIG = b"name=" + b"x" * 1_000_000

REQUESTS: tuple[bytes, ...] = (
    request(b"GET / HTTP/1.1", host=b""),
    request(b"GET / HTTP/1.1", b"Host: evil.example"),
    *(
        request(b"GET / HTTP/1.1", host=b"Host: " + host)
        for host in (b"evil.example", b"", b"\xff", b"127.0.0.1:x", b"a b", b"127.0.0.1\x00")
    ),
    *(
        request(b"GET %s HTTP/1.1" % path)
        for path in (
            b"/\x00",
            b"/\xff\xfe",
            b"//evil.example/",
            b"http://evil.example/",
            b"/%",
            b"/%ED%A0%80",
            b"*",
            b"/?\xff",
            b"/" + b"x" * 9_000,
            b"/../../etc/passwd",
            b"/static/..%2f..%2fsettings.py",
            b"/static/\xff",
            b"/static/%00",
        )
    ),
    *(
        request(b"%s / HTTP/1.1" % method)
        for method in (b"TRACE", b"CONNECT", b"ZQX", b"get", b"PRI", b"\xff", b"G\x00T", b"X" * 30)
    ),
    *(b"GET / HTTP/%s\r\nHost: 127.0.0.1\r\n\r\n" % version for version in (b"0.9", b"1.0", b"2.0", b"9.9", b"x")),
    *(
        b"GET /\r\n\r\n",
        b"\r\n\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x00" * 100,
        b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n",
    ),
    *(
        request(b"GET / HTTP/1.1", header)
        for header in (
            b"Cookie: \xff\xfe; sessionid=\x80",
            b"Cookie: " + b"a=b; " * 1_500,
            b"X-A: " + b"x" * 20_000,
            b"No colon",
            b": empty",
            b"X A: 1",
            b"X-A: 1\r\n folded",
            b"X-\xff: 1",
            b"Range: bytes=0-,9-1",
            b"Expect: 100-continue",
            b"Expect: zqx",
            b"Upgrade: websocket",
            b"X-Forwarded-Proto: \xff",
        )
    ),
    request(b"GET / HTTP/1.1", *(b"X-%d: x" % number for number in range(500))),
    *(
        request(POST, FORM, length, body=b"name=words")
        for length in (
            b"Content-Length: -1",
            b"Content-Length: 5",
            b"Content-Length: 999",
            b"Content-Length: 1_0",
            b"Content-Length: " + b"9" * 40,
            b"Content-Length: x",
            b"Content-Length: 10\r\nContent-Length: 11",
            b"Content-Length: +10",
        )
    ),
    *(
        request(POST, FORM, b"Transfer-Encoding: " + coding, body=body)
        for coding, body in (
            (b"chunked", b"a\r\nname=words\r\n0\r\n\r\n"),
            (b"chunked", b"zz\r\nname\r\n"),
            (b"chunked", b"ffffffffffffffff\r\nname"),
            (b"chunked", b"-1\r\n\r\n"),
            (b"chunked", b"5\r\nna"),
            (b"chunked, chunked", b"0\r\n\r\n"),
            (b"zqx", b"name"),
            (b"gzip, chunked", b"0\r\n\r\n"),
            (b"\x0bchunked", b"0\r\n\r\n"),
        )
    ),
    *(
        request(
            line,
            FORM,
            b"Transfer-Encoding: chunked",
            b"Content-Length: 4",
            body=b"0\r\n\r\nGET /admin/ HTTP/1.1\r\n\r\n",
        )
        for line in (POST, HOOK)
    ),
    *(request(HOOK, b"Content-Length: %d" % len(BIG), body=BIG) for _ in range(2)),
    *(
        request(HOOK, b"Transfer-Encoding: chunked", body=body)
        for body in (b"2\r\n{}\r\n0\r\n\r\n", b"2\r\n{", b"fffff\r\n{")
    ),
    request(POST, FORM, b"Content-Length: %d" % len(BIG), body=BIG),
    request(POST, FORM, b"Content-Length: 200000", body=b"a=1&" * 50_000),
    *(
        request(POST, b"Content-Type: multipart/form-data; boundary=" + edge, b"Content-Length: 4", body=b"--x\r")
        for edge in (b"x", b"\xff", b"", b'"', b"x" * 5_000)
    ),
    request(b"POST /notify/receipts/ HTTP/1.1", b"Authorization: Bearer \xff\xfe", b"Content-Length: 2", body=b"{}"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "static").mkdir()
    environment = os.environ | {
        "SITE_URL": f"http://127.0.0.1:{free_port()}",
        "DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "repairs.settings",
        "PYTHONPATH": str(ROOT),
        "WEB_CONCURRENCY": "1",
        "LOG_LEVEL": "ERROR",
        "HMS_WEBHOOK_SECRET": "x" * 40,
        "NOTIFY_RECEIPT_TOKEN": "x" * 40,
    }
    council = ROOT / "fixtures" / "councils" / "northmere.json"
    for command in (["migrate", "-v", "0"], ["loaddata", str(council), "-v", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True, env=environment, cwd=ROOT)
    with Supervisor() as supervisor:
        web = supervisor.add(Program("web", web_command(environment), environment, folder))
        web.start()
        wait_until("the web process answers", answers(environment["SITE_URL"]), 60)
        yield environment["SITE_URL"]
        assert web.starts == 1, "it fell over"
        logged = Path(folder / "web.log").read_text(errors="replace")
        assert "Traceback" not in logged, logged[logged.index("Traceback") :][:2000]


def status_of(site: str, sent: bytes) -> tuple[int, float, bytes]:
    """0 where the connection was closed, or nothing came, which is an answer too."""
    host, port = site.removeprefix("http://").split(":")
    answer, begun = b"", time.monotonic()
    with socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS) as wire:
        try:
            wire.sendall(sent)
            wire.shutdown(socket.SHUT_WR)
            while part := wire.recv(65536):
                answer += part
        except OSError:
            pass
    first = answer.split(b"\r\n", 1)[0].split(b" ")
    status = int(first[1]) if len(first) > 1 and first[1].isdigit() else 0
    return status, time.monotonic() - begun, answer


def test_requests_that_no_browser_makes(site: str) -> None:
    statuses: Counter[int] = Counter()
    wrong, seconds = [], []
    for sent in REQUESTS:
        status, took, answer = status_of(site, sent)
        statuses[status] += 1
        seconds.append(took)
        if status >= 500 and status not in NOT_HTTP_OF_OURS:
            wrong.append(f"{status}: {sent[:200]!r}")
        head, _, body = answer.partition(b"\r\n\r\n")
        if b"evil.example" in head or f"<{MARK}".encode() in body or b"Traceback" in body:
            wrong.append(f"raw: {sent[:200]!r} {head!r}")
    assert status_of(site, request(b"GET / HTTP/1.1"))[0] == 200
    assert not wrong, "\n".join(wrong)
    said = " ".join(f"{status}:{count}" for status, count in sorted(statuses.items()))
    found("odd requests over sockets", successes=0, requests=len(REQUESTS), statuses=said, p99_seconds=max(seconds))
