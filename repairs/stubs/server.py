"""A small HTTP server for the systems that stand in for others: one thread a request, one request a connection."""

import json
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

MOST_BYTES = 512 * 1024
READ_SECONDS = 10

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
SAFETY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Unreadable(ValueError):
    """The body is not the JSON that it should be."""


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Message
    body: bytes

    def json(self) -> Any:
        """Raises Unreadable, also for text that could not be written down again (half of a surrogate pair, NaN)."""
        try:
            data = json.loads(self.body.decode(), parse_constant=refuse_constant)
            json.dumps(data, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise Unreadable("The body is not JSON.") from error
        return data


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    after_seconds: float = 0
    is_cut: bool = False
    """The connection ends in the middle of the body."""


Answerer = Callable[[Asked], Answer | None]
"""None drops the connection without a word."""


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def as_json(status: int, data: Any, *, headers: Mapping[str, str] | None = None, after_seconds: float = 0) -> Answer:
    body = json.dumps(data, ensure_ascii=False).encode()
    return Answer(status, body, headers=headers or {}, after_seconds=after_seconds)


class StubServer(ThreadingHTTPServer):
    """Listens from the moment it is made. `port` 0 takes any free one."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, answerer: Answerer, host: str = "127.0.0.1", port: int = 0) -> None:
        self.answerer = answerer
        self.stopping = Event()
        super().__init__((host, port), StubRequest)

    def server_bind(self) -> None:
        # HTTPServer would ask the name server for the name of this machine, which can take long.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    @property
    def url(self) -> str:
        return f"http://{self.server_name}:{self.server_port}"

    def start(self) -> None:
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who hangs up is no news."""


class StubRequest(BaseHTTPRequestHandler):
    server: StubServer
    protocol_version = "HTTP/1.1"
    timeout = READ_SECONDS

    def answer(self) -> None:
        self.close_connection = True
        body = self.read_body()
        if body is not None:
            self.write(self.answer_to(body))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def answer_to(self, body: bytes) -> Answer | None:
        try:
            address = urlsplit(self.path)
            query = dict(parse_qsl(address.query, max_num_fields=50))
            asked = Asked(self.command.replace("HEAD", "GET"), address.path, query, self.headers, body)
            return self.server.answerer(asked)
        except Unreadable as error:
            return problem(HTTPStatus.BAD_REQUEST, str(error))
        except ValueError:
            return problem(HTTPStatus.BAD_REQUEST, "The address cannot be read.")
        except Exception as error:
            sys.stderr.write(f"{type(error).__name__} while answering {self.command}\n")
            return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal server error")

    def read_body(self) -> bytes | None:
        """The body. None when it has been refused."""
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not (length.isascii() and length.isdigit()):
            self.write(problem(HTTPStatus.LENGTH_REQUIRED, "Send a Content-Length."))
        elif len(length) > 9 or int(length) > MOST_BYTES:
            # A caller who is cut off while sending would not see the answer.
            self.rfile.read(min(int(length[:9]), MOST_BYTES * 4))
            self.write(problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"Send at most {MOST_BYTES} bytes."))
        else:
            return self.rfile.read(int(length))
        return None

    def write(self, answer: Answer | None) -> None:
        if answer is None or self.server.stopping.wait(answer.after_seconds):
            return
        self.send_response(answer.status)
        headers = {"Content-Type": answer.content_type, "Content-Length": str(len(answer.body)), "Connection": "close"}
        for name, value in {**headers, **SAFETY_HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.is_cut else answer.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """For what cannot be read as HTTP at all."""
        self.close_connection = True
        self.write(problem(code, HTTPStatus(code).phrase))

    def version_string(self) -> str:
        return "stub"

    def log_message(self, format: str, *args: Any) -> None:
        pass


def problem(status: int, reason: str) -> Answer:
    return as_json(status, {"errors": [{"reason": reason}]})


def run(server: StubServer, name: str) -> None:
    """Serves until SIGTERM or SIGINT."""
    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    server.start()
    sys.stdout.write(f"{name} listens on {server.url}\n")
    sys.stdout.flush()
    told.wait()
    server.stop()


def open_port(answerer: Answerer, host: str, port: int) -> StubServer:
    """Ends the program, with a sentence, when the port is taken."""
    try:
        return StubServer(answerer, host, port)
    except OSError as error:
        sys.exit(f"Cannot listen on {host}:{port}: {error.strerror}.")
