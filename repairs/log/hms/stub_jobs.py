"""What happens to the jobs of the stub housing system: played by a person or a program, and kept in its file."""

import json
import uuid
from datetime import UTC, date, datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from repairs.log.hms.job_state import (
    OF_TYPE_CODE,
    Happened,
    JobState,
    Operative,
    UpdateId,
)
from repairs.log.hms.message import Reference
from repairs.log.hms.stub_orders import NoSuchOrder, OrderBook

WE = "The stand-in housing system"
PAGE = 100
TYPE_CODES = {what: code for code, what in reversed(OF_TYPE_CODE.items())}


class Played(BaseModel):
    """What somebody says has happened. Times are London's. A visit keeps the time it has where no other is given."""

    model_config = ConfigDict(populate_by_name=True, str_strip_whitespace=True)

    what: Happened
    operative: str = Field("", max_length=100)
    day: date | None = None
    starts: str = Field("", alias="from", pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^$")
    ends: str = Field("", alias="to", pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^$")
    comments: str = Field("", max_length=500)
    at: AwareDatetime | None = None

    @model_validator(mode="before")
    @classmethod
    def without_empty_fields(cls, given: Any) -> Any:
        """A form sends those that were left empty too."""
        return {name: value for name, value in given.items() if value != ""} if isinstance(given, dict) else given

    @model_validator(mode="after")
    def has_a_whole_window(self) -> "Played":
        if len({bool(self.day), bool(self.starts), bool(self.ends)}) > 1:
            raise ValueError("Give day, from and to, or none of them.")
        return self


class JobBook:
    def __init__(self, orders: OrderBook) -> None:
        self.orders = orders

    def play(self, number: int, played: Played) -> dict[str, Any]:
        """Keeps what has happened, and returns it as it is told. Raises NoSuchOrder."""
        order = self.orders.find(number)
        if order is None:
            raise NoSuchOrder
        with self.orders.file.writing() as rows:
            sequence = rows.execute("INSERT INTO job_state (number, body) VALUES (?, '{}')", (number,)).lastrowid or 0
            body = state_of(order, played, sequence).as_json()
            rows.execute("UPDATE job_state SET body = ? WHERE sequence = ?", (json.dumps(body), sequence))
        return body

    def page_after(self, cursor: int) -> dict[str, Any]:
        wanted = "SELECT sequence, body FROM job_state WHERE sequence > ? ORDER BY sequence LIMIT ?"
        rows = self.orders.file.read(wanted, cursor, PAGE + 1)
        page = rows[:PAGE]
        return {
            "jobStatusUpdates": [json.loads(body) for _, body in page],
            "cursor": str(page[-1][0] if page else cursor),
            "more": len(rows) > PAGE,
        }

    def count(self) -> int:
        return int(self.orders.file.read("SELECT count(*) FROM job_state")[0][0])


def state_of(order: dict[str, Any], played: Played, sequence: int) -> JobState:
    code = TYPE_CODES.get(played.what, "0")
    return JobState.model_validate(
        {
            "reference": UpdateId(ID=str(uuid.uuid4()), allocated_by=WE),
            "related_work_order_reference": Reference(ID=order["id"], allocated_by=WE),
            "service_request_reference": order["Reference"],
            "sequence": sequence,
            "event_time": played.at or datetime.now(UTC),
            "type_code": code,
            "other_type": played.what.value if code == "0" else None,
            "operatives_assigned": (Operative(name_full=played.operative),) if played.operative else (),
            "refined_appointment_window": window_of(order, played),
            "comments": played.comments or None,
        }
    )


def window_of(order: dict[str, Any], played: Played) -> dict[str, Any] | None:
    if played.day:
        return {
            "Date": played.day,
            "TimeOfDay": {"EarliestArrivalTime": played.starts, "LatestArrivalTime": played.ends},
        }
    has_a_visit = played.what in {Happened.SCHEDULED, Happened.ASSIGNED, Happened.ON_THE_WAY}
    if not has_a_visit or not (booked := order.get("Appointment")):
        return None
    return {"Date": booked["Date"], "TimeOfDay": booked["TimeOfDay"]}
