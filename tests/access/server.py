"""The page that is looked at, and the static files that it asks for, at a real address. Files are sent once."""

import mimetypes
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

from tests.walk.shown import Shown

PICTURE = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
HTML = "text/html; charset=utf-8"
KEPT = {"Cache-Control": "max-age=86400"}

Answer = tuple[int, bytes, dict[str, str]]


INTEGRITY = re.compile(r' integrity="[^"]*"')


def as_it_is_now(html: str) -> str:
    """A page of a walk that was kept may be looked at with styles and scripts that were mended since."""
    return INTEGRITY.sub("", html) if os.environ.get("WALK_KEPT") else html


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, sheets: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.sheets = sheets
        self.page: Shown

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, address: str, wants: str) -> Answer:
        path = urlsplit(address).path
        if wants == "document":
            policy = {"Content-Security-Policy": self.page.policy} if self.page.policy else {}
            return (
                200,
                as_it_is_now(self.page.html).encode(),
                {"Content-Type": HTML, "Cache-Control": "no-store", **policy},
            )
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            return (200, Path(file).read_bytes(), {"Content-Type": kind, **KEPT}) if file else (404, b"", {})
        if path in self.sheets:
            return 200, self.sheets[path].encode(), {"Content-Type": "text/css" if "css" in path else "text/javascript"}
        return (200, PICTURE, {"Content-Type": "image/gif"}) if wants == "image" else (204, b"", {})


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        status, body, headers = self.server.answer(self.path, self.headers.get("Sec-Fetch-Dest", ""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """The last line of the command is its figures, and nothing else stands between."""


@contextmanager
def serving(sheets: dict[str, str]) -> Iterator[Server]:
    server = Server(sheets)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
