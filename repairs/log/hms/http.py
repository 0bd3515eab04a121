"""Over HTTP: `POST {HMS_URL}/workOrders`, then `POST {HMS_URL}/jobStatusUpdates`, each with an Idempotency-Key."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus

from django.conf import settings

from repairs.calls import Answered, NeverArrived, NoAnswer, bearer, call
from repairs.log.hms import HousingSystemDown
from repairs.log.hms.answers import given_number, problem_in
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.hms.status_update import JobStatusUpdate

TAKEN = {HTTPStatus.OK, HTTPStatus.CREATED}


@dataclass(frozen=True)
class HttpHousingSystem:
    """Settings are read at each call, unless given. Safe to share between threads and processes."""

    url: str | None = None
    token: str | None = field(default=None, repr=False)
    timeout_seconds: float | None = None

    def raise_order(self, order: WorksOrderMessage, *, key: str) -> str:
        answer = self._post("/workOrders", json.dumps(order.as_json()).encode(), key)
        if answer.status in TAKEN and (number := given_number(answer.body)):
            return number
        raise problem_in(answer.status, answer.headers, answer.body)

    def update_order(self, update: JobStatusUpdate, *, key: str) -> None:
        answer = self._post("/jobStatusUpdates", json.dumps(update.as_json()).encode(), key)
        if answer.status not in TAKEN or not given_number(answer.body):
            raise problem_in(answer.status, answer.headers, answer.body, sent="change")

    def _post(self, path: str, body: bytes, key: str) -> Answered:
        timeout = self.timeout_seconds or settings.HMS_TIMEOUT_SECONDS
        address = (self.url or settings.HMS_URL) + path
        try:
            return call("POST", address, timeout=timeout, headers=self._headers(key), content=body)
        except NeverArrived as error:
            raise HousingSystemDown(f"cannot reach the HMS ({error})", outcome_unknown=False) from None
        except NoAnswer as error:
            raise HousingSystemDown(f"no answer that can be read ({error})", outcome_unknown=True) from None

    def _headers(self, key: str) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Idempotency-Key": key,
            **bearer(settings.HMS_TOKEN if self.token is None else self.token),
        }
