"""A proxy in front of web processes, as docs/operating.md wants it: it takes in a whole request before it passes it on,
asks another where a connection is refused, and gives no more requests to one that was taken out."""

import http.client
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from tests.faults.processes import wait_until

OWN = {"connection", "keep-alive", "transfer-encoding", "server", "date"}
ANSWERS_WITHIN_SECONDS = 60


@dataclass
class Backend:
    port: int
    is_out: bool = False
    busy: int = 0


class Proxy:
    def __init__(self, port: int, backends: list[int]) -> None:
        self.backends = [Backend(one) for one in backends]
        self.lock, self.turn = threading.Lock(), 0
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                proxy.pass_on(self)

            do_POST = do_HEAD = do_GET

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def take_out(self, port: int) -> None:
        """Returns once it is busy with nothing any more."""
        backend = next(one for one in self.backends if one.port == port)
        backend.is_out = True
        wait_until(f"the web process at {port} has answered all", lambda: backend.busy == 0, ANSWERS_WITHIN_SECONDS)

    def put_in(self, port: int) -> None:
        next(one for one in self.backends if one.port == port).is_out = False

    def next_one(self, refused: set[int]) -> Backend | None:
        with self.lock:
            self.turn += 1
            there = [one for one in self.backends if not one.is_out and one.port not in refused]
            if not there:
                return None
            chosen = there[self.turn % len(there)]
            chosen.busy += 1
            return chosen

    def pass_on(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        refused: set[int] = set()
        while backend := self.next_one(refused):
            try:
                answer(request, *ask(backend.port, request, body))
                return
            except ConnectionRefusedError:
                # It has heard nothing of it, so another may be asked.
                refused.add(backend.port)
            except (OSError, http.client.HTTPException):
                break
            finally:
                with self.lock:
                    backend.busy -= 1
        answer(request, HTTPStatus.BAD_GATEWAY, [], b"")


def ask(port: int, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWERS_WITHIN_SECONDS)
    try:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in OWN}
        connection.request(request.command, request.path, body or None, headers | {"Connection": "close"})
        answered = connection.getresponse()
        return answered.status, answered.getheaders(), answered.read()
    finally:
        connection.close()


def answer(request: BaseHTTPRequestHandler, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
    request.send_response_only(status)
    for name, value in headers:
        if name.lower() not in {*OWN, "content-length"}:
            request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
