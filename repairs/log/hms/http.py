"""Works orders over HTTP: `POST {HMS_URL}/workOrders` with an Idempotency-Key."""

import json
import time
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from ssl import SSLContext

import httpx
from django.conf import settings

from repairs.log.hms import HousingSystemDown
from repairs.log.hms.answers import order_number, problem_in
from repairs.log.hms.message import WorksOrderMessage

MOST_ANSWER_BYTES = 256 * 1024

NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


@dataclass(frozen=True)
class HttpHousingSystem:
    """Settings are read at each call, unless given. Safe to share between threads and processes.

    Every order has a connection of its own: one kept open may have been closed by the other side, and an order that is
    lost on it might or might not have been taken.
    """

    url: str | None = None
    token: str | None = field(default=None, repr=False)
    timeout_seconds: float | None = None

    def raise_order(self, order: WorksOrderMessage, *, key: str) -> str:
        status, headers, body = self._post("/workOrders", json.dumps(order.as_json()).encode(), key)
        if status in {HTTPStatus.OK, HTTPStatus.CREATED} and (number := order_number(body)):
            return number
        raise problem_in(status, headers, body)

    def _post(self, path: str, body: bytes, key: str) -> tuple[int, httpx.Headers, bytes]:
        timeout = self.timeout_seconds or settings.HMS_TIMEOUT_SECONDS
        address = (self.url or settings.HMS_URL) + path
        try:
            with (
                httpx.Client(verify=tls(), timeout=timeout, follow_redirects=False) as client,
                client.stream("POST", address, content=body, headers=self._headers(key)) as answer,
            ):
                return answer.status_code, answer.headers, read_body(answer, time.monotonic() + timeout)
        except NEVER_ARRIVED as error:
            raise HousingSystemDown(f"cannot reach the HMS ({kind(error)})", outcome_unknown=False) from None
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise HousingSystemDown(f"no answer that can be read ({kind(error)})", outcome_unknown=True) from None

    def _headers(self, key: str) -> dict[str, str]:
        token = settings.HMS_TOKEN if self.token is None else self.token
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        return {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Idempotency-Key": key,
            **bearer,
        }


def read_body(answer: httpx.Response, deadline: float) -> bytes:
    """The whole answer, unless it is longer or slower than any answer of an HMS."""
    body = b""
    for chunk in answer.iter_raw():
        body += chunk
        if len(body) > MOST_ANSWER_BYTES or time.monotonic() > deadline:
            raise httpx.ReadError("The answer is too long or too slow.")
    return body


def kind(error: Exception) -> str:
    """The name only: an error's text may quote an address or what was sent."""
    return type(error).__name__


@cache
def tls() -> SSLContext:
    return httpx.create_ssl_context()
