"""One HTTP request to an outside system: limits on its time and length, and nothing kept of what an error says."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext

import httpx

MOST_ANSWER_BYTES = 256 * 1024

NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class NeverArrived(Exception):
    """The request did not reach the other side."""


class NoAnswer(Exception):
    """The request may have been taken: no answer came that can be read."""


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    body: bytes


def call(method: str, address: str, *, timeout: float, headers: Mapping[str, str], content: bytes = b"") -> Answered:
    """Raises NeverArrived or NoAnswer, with the kind of error as its text: more might quote an address.

    Every request has a connection of its own: one kept open may have been closed by the other side, and what is lost
    on it might or might not have been taken.
    """
    try:
        with (
            httpx.Client(verify=tls(), timeout=timeout, follow_redirects=False) as client,
            client.stream(method, address, content=content, headers=headers) as answer,
        ):
            return Answered(answer.status_code, answer.headers, read_body(answer, time.monotonic() + timeout))
    except NEVER_ARRIVED as error:
        raise NeverArrived(type(error).__name__) from None
    except (httpx.RequestError, httpx.InvalidURL) as error:
        raise NoAnswer(type(error).__name__) from None


def read_body(answer: httpx.Response, deadline: float) -> bytes:
    """The whole answer, unless it is longer or slower than any answer should be."""
    body = b""
    for chunk in answer.iter_raw():
        body += chunk
        if len(body) > MOST_ANSWER_BYTES or time.monotonic() > deadline:
            raise httpx.ReadError("The answer is too long or too slow.")
    return body


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


@cache
def tls() -> SSLContext:
    return httpx.create_ssl_context()
