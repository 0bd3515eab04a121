"""A stand-in for a scheduler, over real HTTP: `python -m appointments.scheduler.stub_server`.

    GET    /availability         ?patch=&trade=&minutes=&from=&to=: how much room there is
    PUT    /appointments/<key>   holds or books a time, or changes what stands under the key
    DELETE /appointments/<key>   frees it, for good
    GET    /appointments         what stands; ?status=held for what is held and not booked
    GET    /lookup               ?ids=a,b: what stands under each of these keys
    GET    /appointments/<key>   one of them
    POST   /faults               {"next": ["slow", "500"]} or {"always": "500"}, see `repairs.stubs.faults`
    GET    /                     the appointments, for people
    GET    /health/

It answers as `docs/scheduler/openapi.json` says. Homes at which it always goes wrong are listed in `magic.py`. With
`--like-drs` it has the habits of a scheduler that many councils use. A token, when there is one, is asked for.
"""

import argparse
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from appointments.scheduler import Appointment, SlotTaken, Status, message
from appointments.scheduler.appointments_page import appointments_page
from appointments.scheduler.magic import fault_at_home
from appointments.scheduler.stub_book import AppointmentBook, Kept, KeyCancelled, Opening
from appointments.scheduler.stub_faults import reasons, refuse_method, refused, slot_gone, spoiled, untaken
from appointments.scheduler.words import LONGEST_COMMENT, appointment_of, as_message
from repairs.stubs.fault_list import read_faults
from repairs.stubs.faults import Fault, FaultQueue
from repairs.stubs.pages import stylesheet
from repairs.stubs.server import Answer, Asked, Unreadable, as_json, open_port, run

LONGEST_DAYS = 100


@dataclass(frozen=True)
class Habits:
    """How a scheduler goes about its work. `seconds` go by before each answer."""

    seconds: float = 0
    most_working_days: int | None = None
    cuts_comments: bool = False


LIKE_DRS = Habits(seconds=1.7, most_working_days=15, cuts_comments=True)


@dataclass
class StubScheduler:
    book: AppointmentBook
    token: str = ""
    slow_seconds: float = 30
    habits: Habits = Habits()
    faults: FaultQueue = field(default_factory=lambda: FaultQueue(tuple(Fault)))

    def __call__(self, asked: Asked) -> Answer | None:
        open_to_all: dict[str, tuple[str, Callable[[], Answer]]] = {
            "/": ("GET", lambda: appointments_page(self.book)),
            "/style.css": ("GET", stylesheet),
            "/health/": ("GET", lambda: as_json(HTTPStatus.OK, {"status": "ok"})),
            "/faults": ("POST", lambda: read_faults(asked, self.faults)),
        }
        if found := open_to_all.get(asked.path):
            method, answer = found
            return answer() if asked.method == method else refuse_method(method)
        if not self.is_let_in(asked):
            return refused(HTTPStatus.UNAUTHORIZED, "A bearer token is needed.", {"WWW-Authenticate": "Bearer"})
        return self.with_habits(self.answer(asked))

    def is_let_in(self, asked: Asked) -> bool:
        given = asked.headers.get("Authorization", "")
        return not self.token or hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode())

    def with_habits(self, answer: Answer | None) -> Answer | None:
        return answer and replace(answer, after_seconds=answer.after_seconds + self.habits.seconds)

    def answer(self, asked: Asked) -> Answer | None:
        if key := re.fullmatch(r"/appointments/([A-Za-z0-9_-]{1,64})", asked.path):
            return self.answer_of_one(key[1], asked)
        routes = {"/availability": self.availability, "/appointments": self.standing, "/lookup": self.look_up}
        if asked.path not in routes:
            return refused(HTTPStatus.NOT_FOUND, "There is nothing here.")
        if asked.method != "GET":
            return refuse_method("GET")
        fault = self.faults.take()
        if fault is Fault.NO_SLOTS:
            return as_json(HTTPStatus.OK, {"SlotDays": []})
        return untaken(fault) or spoiled(routes[asked.path](asked), fault, self.slow_seconds)

    def answer_of_one(self, key: str, asked: Asked) -> Answer | None:
        match asked.method:
            case "GET":
                return self.one(key)
            case "PUT":
                return self.put(key, asked)
            case "DELETE":
                fault = self.faults.take()
                return untaken(fault) or spoiled(self.cancel(key), fault, self.slow_seconds)
        return refuse_method("GET, PUT, DELETE")

    def availability(self, asked: Asked) -> Answer:
        try:
            first, last = (date.fromisoformat(asked.query[end]) for end in ("from", "to"))
            patch, trade, minutes = (asked.query[name] for name in ("patch", "trade", "minutes"))
            int(minutes)
        except (KeyError, ValueError):
            return refused(HTTPStatus.BAD_REQUEST, "Send patch, trade, minutes, from and to.")
        most = self.habits.most_working_days
        if not 0 <= (last - first).days <= LONGEST_DAYS or (most and working_days(first, last) > most):
            return refused(HTTPStatus.UNPROCESSABLE_ENTITY, "These are too many days at once.")
        return as_json(HTTPStatus.OK, days_as_json(self.book.openings(patch, trade, first, last), first, last))

    def standing(self, asked: Asked) -> Answer:
        status = asked.query.get("status", "")
        found = [as_listed(kept, kept.key) for kept in self.book.standing() if status in {"", kept.status}]
        return as_json(HTTPStatus.OK, {"Appointments": found})

    def look_up(self, asked: Asked) -> Answer:
        keys = [key for key in asked.query.get("ids", "").split(",") if key]
        return as_json(HTTPStatus.OK, {"Appointments": [as_listed(self.book.find(key), key) for key in keys]})

    def one(self, key: str) -> Answer:
        kept = self.book.find(key)
        return as_json(HTTPStatus.OK, as_listed(kept, key)) if kept else refused(HTTPStatus.NOT_FOUND, "Not known.")

    def put(self, key: str, asked: Asked) -> Answer | None:
        try:
            wanted = self.read_appointment(asked)
        except ValidationError as error:
            return as_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": reasons(error)})
        except ValueError as error:
            return refused(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        appointment, status = wanted
        fault = self.faults.take() or fault_at_home(appointment.home, is_new=self.book.find(key) is None)
        if answer := untaken(fault):
            return answer
        try:
            self.book.put(key, appointment, status)
        except SlotTaken:
            return slot_gone()
        except KeyCancelled:
            return refused(HTTPStatus.GONE, "This appointment was cancelled.")
        return spoiled(receipt(key, status), fault, self.slow_seconds)

    def read_appointment(self, asked: Asked) -> tuple[Appointment, Status]:
        """Raises Unreadable for what is not JSON, ValueError for what is not an appointment."""
        if not isinstance(asked.json(), dict):
            raise Unreadable("Send one appointment.")
        read = message.Appointment.model_validate_json(asked.body, strict=True, by_alias=True, by_name=False)
        appointment = appointment_of(read)
        if self.habits.cuts_comments:
            appointment = replace(appointment, comments=appointment.comments[:LONGEST_COMMENT])
        return appointment, Status(read.status)

    def cancel(self, key: str) -> Answer:
        self.book.cancel(key)
        return receipt(key, Status.CANCELLED)


def working_days(first: date, last: date) -> int:
    """As a scheduler counts them that knows of no bank holidays."""
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


def days_as_json(openings: list[Opening], first: date, last: date) -> dict[str, Any]:
    """Every day is named, also one on which nobody comes."""
    days: dict[date, list[Opening]] = {first + timedelta(days=count): [] for count in range((last - first).days + 1)}
    for opening in openings:
        days[opening.times.day].append(opening)
    named = [
        message.SlotDay(slot_date=day, non_booking_day=not found, slots=slots(found)) for day, found in days.items()
    ]
    return message.Availability(slot_days=tuple(named)).model_dump(mode="json")


def slots(openings: list[Opening]) -> tuple[message.Slot, ...]:
    return tuple(
        message.Slot(
            name=opening.times.name,
            start_time=opening.times.starts,
            end_time=opening.times.ends,
            bookable=not opening.closed,
            available_minutes=opening.left,
        )
        for opening in openings
    )


def as_listed(kept: Kept | None, key: str) -> dict[str, Any]:
    """Nothing stands under a key that is not known."""
    if kept is None or kept.appointment is None:
        return {"ID": key, "Status": str(Status.CANCELLED)}
    told = as_message(kept.appointment, kept.status).model_dump(mode="json")
    return {**told, "ID": kept.key, "Status": str(kept.status)}


def receipt(key: str, status: Status) -> Answer:
    return as_json(HTTPStatus.OK, {"ID": key, "Status": str(status)})


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m appointments.scheduler.stub_server")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8003)
    options.add_argument("--state", default=":memory:", help="the SQLite file that keeps the appointments")
    options.add_argument("--token", default="", help="the bearer token that requests must come with")
    options.add_argument("--slow-seconds", type=float, default=30)
    options.add_argument("--usual-minutes", type=int, default=240, help="in every window of a week, for each trade")
    options.add_argument("--like-drs", action="store_true", help="slow, 15 working days at once, comments cut")
    chosen = options.parse_args()
    book = AppointmentBook(chosen.state, chosen.usual_minutes)
    habits = LIKE_DRS if chosen.like_drs else Habits()
    stub = StubScheduler(book, chosen.token, chosen.slow_seconds, habits)
    run(open_port(stub, chosen.host, chosen.port), "The stand-in scheduler")
    book.close()


if __name__ == "__main__":
    main()
