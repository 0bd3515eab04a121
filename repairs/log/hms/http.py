"""Over HTTP, in the words of `docs/hms/openapi.json`. What is sent carries an Idempotency-Key."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote, urlencode

from django.conf import settings

from repairs.calls import Answered, NeverArrived, NoAnswer, bearer, call
from repairs.log.hms import HousingSystemDown, JobStates
from repairs.log.hms.answers import given_number, problem_in, problem_of_look_up
from repairs.log.hms.found import has_update, number_with, states_in
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

    def find_order(self, reference: str) -> str | None:
        return number_with(reference, self._get("/workOrders", reference=reference))

    def find_update(self, update: JobStatusUpdate) -> bool:
        number = quote(update.related_work_order_reference.id, safe="")
        return has_update(update, self._get(f"/workOrders/{number}/jobStatusUpdates"))

    def job_states(self, since: str = "") -> JobStates:
        return states_in(self._get("/jobStatusUpdates", since=since))

    def _get(self, path: str, **query: str) -> bytes:
        asked = f"{path}?{urlencode(query)}" if query else path
        answer = self._call("GET", asked, {}, b"", is_look_up=True)
        if answer.status == HTTPStatus.OK:
            return answer.body
        raise problem_of_look_up(answer.status, answer.headers)

    def _post(self, path: str, body: bytes, key: str) -> Answered:
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        return self._call("POST", path, headers, body, is_look_up=False)

    def _call(self, method: str, path: str, headers: dict[str, str], body: bytes, *, is_look_up: bool) -> Answered:
        """A look-up that does not reach the HMS leaves unknown what it was to find out."""
        timeout = self.timeout_seconds or settings.HMS_TIMEOUT_SECONDS
        address = (self.url or settings.HMS_URL) + path
        try:
            return call(method, address, timeout=timeout, headers={**headers, **self._usual_headers()}, content=body)
        except NeverArrived as error:
            raise HousingSystemDown(f"cannot reach the HMS ({error})", outcome_unknown=is_look_up) from None
        except NoAnswer as error:
            raise HousingSystemDown(f"no answer that can be read ({error})", outcome_unknown=True) from None

    def _usual_headers(self) -> dict[str, str]:
        return {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            **bearer(settings.HMS_TOKEN if self.token is None else self.token),
        }
