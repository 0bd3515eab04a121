"""Asks one application the same thing again and again, in this process: what `tests.bench.pages` counts.

    python -m tests.bench.one_kind_of_request floor|service get|post|get-gzip HOW_MANY ADDRESS COOKIES

The first answer must be what was asked for, or it ends with an error.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlencode

SETTINGS = {"floor": "tests.bench.floor.settings", "service": "repairs.settings"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ANSWERS = ("kitchen", "bathroom")
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


class Browser:
    def __init__(self, application: Application, address: str, cookies: str) -> None:
        self.application, self.address = application, address
        self.cookies = dict(part.split("=", 1) for part in cookies.split("; ") if part)

    def ask(self, method: str, *, body: bytes = b"", encoding: str = "") -> tuple[int, bytes]:
        answer: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": self.address,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "HTTP_ACCEPT_ENCODING": encoding,
        }
        given = self.application(environ, lambda status, headers: answer.extend([status, headers]))
        page = b"".join(given)
        given.close()
        for name, value in answer[1]:
            if name == "Set-Cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                self.cookies[cookie] = content
        return int(answer[0].split()[0]), page

    def get(self, encoding: str = "") -> bytes:
        status, page = self.ask("GET", encoding=encoding)
        if status != 200:
            raise SystemExit(f"{self.address} answered {status}.")
        return page

    def post(self, token: str, answer: str) -> None:
        status, _ = self.ask("POST", body=urlencode({"csrfmiddlewaretoken": token, "option": answer}).encode())
        if status != 302:
            raise SystemExit(f"{self.address} answered {status} to {answer!r}.")


def requests(browser: Browser, what: str) -> Iterator[None]:
    if what == "get":
        while True:
            browser.get()
            yield
    if what == "get-gzip":
        while True:
            browser.get("gzip")
            yield
    found = TOKEN.search(browser.get().decode())
    if found is None:
        raise SystemExit(f"{browser.address} has no form.")
    for answer in cycle(ANSWERS):
        browser.post(found[1], answer)
        yield


def main() -> None:
    which, what, how_many, address, *cookies = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS[which]
    from django.core.wsgi import get_wsgi_application

    browser = Browser(get_wsgi_application(), address, cookies[0] if cookies else "")
    for _ in islice(requests(browser, what), int(how_many)):
        pass


if __name__ == "__main__":
    main()
