"""A scheduler over HTTP, in the words of `docs/scheduler/openapi.json`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from pydantic import ValidationError

from appointments.scheduler import (
    Appointment,
    HeldKey,
    Refused,
    Room,
    SchedulerDown,
    SlotTaken,
    Standing,
    Status,
    Visit,
    message,
)
from appointments.scheduler.words import as_message, rooms, standings
from repairs.calls import Answered, NeverArrived, NoAnswer, bearer, call

# The connection is set up wrongly, or our token has lapsed: no fault of what was asked.
NOT_LET_IN = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
}
FOR_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}

Read = TypeVar("Read", bound=message.Part)


@dataclass(frozen=True)
class HttpScheduler:
    """Settings are read at each call, unless given. Safe to share between threads and processes."""

    url: str | None = None
    token: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return settings.SCHEDULER_URL if self.url is None else self.url

    def room(self, visit: Visit, first: date, last: date, wait: float) -> Sequence[Room]:
        asked = {"patch": visit.patch, "trade": visit.trade, "minutes": visit.minutes, "from": first, "to": last}
        answer = self._ask("GET", f"/availability?{urlencode(asked)}", wait)
        try:
            return rooms(read(answer, message.Availability), first, last)
        except ValueError:
            raise SchedulerDown("the scheduler's times cannot be read") from None

    def put(self, key: str, appointment: Appointment, status: Status, wait: float) -> None:
        body = as_message(appointment, status).model_dump_json().encode()
        expect(read(self._ask("PUT", f"/appointments/{key}", wait, body), message.Receipt), key, status)

    def cancel(self, key: str, wait: float) -> None:
        expect(read(self._ask("DELETE", f"/appointments/{key}", wait), message.Receipt), key, Status.CANCELLED)

    def held(self, wait: float) -> Sequence[HeldKey]:
        found = read(self._ask("GET", "/appointments?status=held", wait), message.HeldAppointments)
        return [HeldKey(one.id, one.held_until) for one in found.appointments]

    def look_up(self, keys: Sequence[str], wait: float) -> Mapping[str, Standing]:
        asked = urlencode({"ids": ",".join(keys)})
        try:
            found = standings(read(self._ask("GET", f"/lookup?{asked}", wait), message.Standings))
        except ValueError:
            raise SchedulerDown("the scheduler's appointments cannot be read") from None
        return {key: found[key] for key in keys if key in found}

    def _ask(self, method: str, path: str, wait: float, body: bytes = b"") -> bytes:
        try:
            answer = call(method, self.name + path, timeout=wait, headers=self._headers(), content=body)
        except NeverArrived as error:
            raise SchedulerDown(f"cannot reach the scheduler ({error})") from None
        except NoAnswer as error:
            raise SchedulerDown(f"no answer that can be read ({error})") from None
        if answer.status in {HTTPStatus.OK, HTTPStatus.CREATED}:
            return answer.body
        raise problem_in(answer)

    def _headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            **bearer(settings.SCHEDULER_TOKEN if self.token is None else self.token),
        }


def read(body: bytes, kind: type[Read]) -> Read:
    """What the scheduler said. A page for people, or JSON of another shape, is no answer."""
    try:
        return kind.model_validate_json(body, strict=True, by_alias=True, by_name=False)
    except ValidationError:
        raise SchedulerDown(f"no answer that can be read ({kind.__name__})") from None


def expect(receipt: message.Receipt, key: str, status: Status) -> None:
    if (receipt.id, receipt.status) != (key, status):
        raise SchedulerDown("the scheduler answered for something else")


def problem_in(answer: Answered) -> SchedulerDown | SlotTaken | Refused:
    status = answer.status
    if status == HTTPStatus.CONFLICT:
        return SlotTaken()
    if status in NOT_LET_IN:
        return SchedulerDown(f"the scheduler does not let us in ({status})")
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in FOR_LATER:
        return Refused(f"the scheduler refused it ({status})")
    return SchedulerDown(f"the scheduler answered {status}")
