"""Asks one application for a page again and again, in this process: what `tests.bench.pages` counts and times.

    python -m tests.bench.asking floor|service

Each line that it reads is what to ask, as JSON, and each that it writes what that took. An answer that is not what was
asked for ends it with an error.
"""

import io
import json
import os
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlencode

SETTINGS = {"floor": "tests.bench.floor.settings", "service": "repairs.settings"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
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

    def post(self, fields: Mapping[str, str]) -> None:
        status, _ = self.ask("POST", body=urlencode(fields).encode())
        if status != 302:
            raise SystemExit(f"{self.address} answered {status} to {fields}.")


def requests(browser: Browser, what: str, forms: list[dict[str, str]]) -> Iterator[None]:
    """The forms by turns, so that each says something else than the one before. "get-answered" asks for a page whose
    session holds an answer."""
    if what == "get-answered":
        next(requests(browser, "post", forms))
    if what != "post":
        while True:
            browser.get("gzip" if what == "get-gzip" else "")
            yield
    found = TOKEN.search(browser.get().decode())
    if found is None:
        raise SystemExit(f"{browser.address} has no form.")
    for form in cycle(forms):
        browser.post({**form, "csrfmiddlewaretoken": found[1]})
        yield


@cache
def application() -> Application:
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def ask(order: dict[str, Any]) -> dict[str, Any]:
    """In this process, which is warm by then."""
    asked = requests(Browser(application(), order["path"], order["cookies"]), order["what"], order["forms"])
    list(islice(asked, order["warm"]))
    began = time.perf_counter()
    list(islice(asked, order["times"]))
    return {"seconds": time.perf_counter() - began}


def ask_in_child(order: dict[str, Any]) -> dict[str, Any]:
    """In a process of its own, whose instructions valgrind counts apart. What is read once was read before."""
    from django.db import connections

    ask(order | {"warm": 1, "times": 1})
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            ask(order)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    if status:
        raise SystemExit(f"{order['path']} could not be asked.")
    return {"pid": pid}


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS[sys.argv[1]]
    from django.urls import get_resolver

    application()
    list(get_resolver().url_patterns)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(ask_in_child(order) if order["apart"] else ask(order)), flush=True)


if __name__ == "__main__":
    main()
