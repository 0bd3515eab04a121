"""Requests that are made to be read in two ways, and addresses that scanners ask for first."""

import pytest
from django.test import Client
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser

from tests.attack.figures import found

FIRST = b"POST /find/ HTTP/1.1\r\nHost: repairs.example\r\n"
TWO_WAYS = {
    "a length and chunks": FIRST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET",
    "two lengths": FIRST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "a length with a sign": FIRST + b"Content-Length: +5\r\n\r\nhello",
    "chunks by another name": FIRST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks after something else": FIRST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a header with a space before its colon": FIRST + b"Content-Length : 5\r\n\r\nhello",
    "a header over two lines": FIRST + b"X-One: 1\r\n Content-Length: 5\r\n\r\nhello",
    "an end of line without its first half": b"POST /find/ HTTP/1.1\nHost: repairs.example\n\n",
    "a zero in a header": FIRST + b"X-One: a\x00b\r\n\r\n",
}


def is_read(request: bytes) -> bool:
    try:
        next(RequestParser(Config(), iter([request]), ("192.0.2.1", 1)))
    except (ParseException, StopIteration):
        return False
    return True


def test_a_request_that_two_servers_would_read_differently_is_refused() -> None:
    assert is_read(FIRST + b"Content-Length: 5\r\n\r\nhello")
    taken = [name for name, request in TWO_WAYS.items() if is_read(request)]
    found("requests that read in two ways", successes=len(taken), tried=len(TWO_WAYS))
    assert taken == []


def test_a_header_that_passes_for_that_of_the_proxy_is_dropped() -> None:
    request = next(RequestParser(Config(), iter([FIRST + b"X_Forwarded_For: 192.0.2.9\r\n\r\n"]), ("192.0.2.1", 1)))
    assert [name for name, _ in request.headers] == ["HOST"]


SCANNED = [
    *("/.git/config", "/.git/HEAD", "/.env", "/.hg/", "/.svn/entries", "/manage.py", "/pyproject.toml"),
    *("/repairs/settings.py", "/var/repairs.sqlite3", "/static/../manage.py", "/static/%2e%2e/manage.py", "/photos/"),
    *("/media/", "/debug/", "/__debug__/", "/server-status", "/phpinfo.php", "/wp-login.php", "/swagger.json"),
    *("/openapi.json", "/docs/", "/graphql", "/admin/doc/", "/tests/", "/static/", "/metrics/", "/backup.sql"),
]


@pytest.mark.usefixtures("northmere")
def test_nothing_lies_about() -> None:
    answers = {address: Client().get(address, follow=True).status_code for address in SCANNED}
    answers.pop("/admin/doc/")
    open_ones = [address for address, status in answers.items() if status != 404]
    found("addresses that scanners ask for", successes=len(open_ones), tried=len(SCANNED))
    assert open_ones == []


@pytest.mark.usefixtures("northmere")
@pytest.mark.parametrize("address", ["/", "/find/", "/report/", "/staff/sign-in/", "/static/init.js", "/health/"])
def test_nothing_is_sent_back_as_it_came(address: str) -> None:
    answer = Client().generic("TRACE", address, headers={"x-secret": "an-odd-word"})
    assert answer.status_code in {403, 404, 405}
    assert b"an-odd-word" not in answer.content
