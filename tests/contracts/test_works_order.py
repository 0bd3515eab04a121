"""The works order as a council's own system reads it."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from repairs.log.hms import OrderRejected
from repairs.log.hms.details import OrderAppointment, OrderContact, OrderDetails, OrderPriority, OrderTrade, SorLine
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.hms.schema import status_update_schema, works_order_schema
from repairs.log.hms.status_update import JobStatusUpdate
from repairs.log.hms.works_order import works_order
from tests.contracts.builders import (
    ELECTRICIAN,
    FULLEST,
    PLUMBER,
    REPORTED,
    SMALLEST,
    an_order,
    cancelled,
    moved_to,
    with_other_contact,
)

DOCS = Path(settings.BASE_DIR) / "docs" / "hms"


def test_the_published_schema_is_that_of_the_code() -> None:
    """To write it again: python -m repairs.log.hms.schema > docs/hms/works-order.schema.json"""
    assert json.loads((DOCS / "works-order.schema.json").read_text()) == works_order_schema()


def test_the_published_schema_of_an_update_is_that_of_the_code() -> None:
    """To write it again: python -m repairs.log.hms.schema update > docs/hms/job-status-update.schema.json"""
    assert json.loads((DOCS / "job-status-update.schema.json").read_text()) == status_update_schema()


@pytest.mark.parametrize(
    ("name", "update"), [("moved", moved_to()), ("cancelled", cancelled()), ("contact", with_other_contact())]
)
def test_the_published_examples_of_updates_are_what_the_code_sends(name: str, update: JobStatusUpdate) -> None:
    assert json.loads((DOCS / f"job-status-update.{name}.example.json").read_text()) == update.as_json()
    schema = json.loads((DOCS / "job-status-update.schema.json").read_text())
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert list(checker.iter_errors(update.as_json())) == []


def test_the_published_example_is_what_the_code_sends() -> None:
    assert json.loads((DOCS / "works-order.example.json").read_text()) == works_order(FULLEST).as_json()


@pytest.mark.parametrize("details", [SMALLEST, FULLEST])
def test_an_order_keeps_to_the_published_schema(details: OrderDetails) -> None:
    schema = json.loads((DOCS / "works-order.schema.json").read_text())
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert list(checker.iter_errors(works_order(details).as_json())) == []


def test_the_smallest_order_has_nothing_empty_in_it() -> None:
    assert set(works_order(SMALLEST).as_json()) == {
        "DescriptionOfWork",
        "Reference",
        "Priority",
        "WorkClass",
        "InstructedBy",
        "AssignedToPrimary",
        "Site",
        "DateRaised",
        "DateReported",
    }


@pytest.mark.parametrize("details", [SMALLEST, FULLEST])
def test_an_order_is_read_back_as_it_was_written(details: OrderDetails) -> None:
    order = works_order(details)
    assert WorksOrderMessage.model_validate_json(json.dumps(order.as_json()), strict=True) == order


def test_what_is_blank_is_left_out() -> None:
    blank = an_order(notes=["", "Ring"], person_alerts=[""], address_lines=["1 Mill Lane", " ", ""]).as_json()
    assert blank["Notes"] == ["Ring"]
    assert "PersonAlert" not in blank
    assert blank["Site"]["Property"][0]["Address"]["AddressLine"] == ["1 Mill Lane"]


def test_moments_are_in_utc() -> None:
    late = datetime(2026, 7, 2, 17, 0, tzinfo=timezone(timedelta(hours=1)))
    order = an_order(priority=OrderPriority("U7", "3", "Urgent", late))
    assert order.as_json()["Priority"]["RequiredCompletionDateTime"] == "2026-07-02T16:00:00Z"


@pytest.mark.parametrize(("day", "offset"), [(date(2026, 7, 3), "+01:00"), (date(2026, 12, 3), "Z")])
def test_a_window_is_in_london_time_with_the_offset_of_its_day(day: date, offset: str) -> None:
    order = an_order(appointment=OrderAppointment("b-1", day, "Morning", time(8), time(12))).as_json()
    assert order["Appointment"] == {
        "Reference": {"ID": "b-1", "AllocatedBy": "Northmere Borough Council"},
        "Date": day.isoformat(),
        "TimeOfDay": {
            "Name": "Morning",
            "EarliestArrivalTime": f"08:00:00{offset}",
            "LatestArrivalTime": f"12:00:00{offset}",
        },
    }


def test_each_trade_is_one_element_with_its_lines() -> None:
    lines = [SorLine("A", "", 1, PLUMBER), SorLine("B", "", 2, ELECTRICIAN), SorLine("C", "", 3, PLUMBER)]
    elements = an_order(lines=lines).as_json()["WorkElement"]
    assert [(one["Trade"][0]["Code"], codes_in(one)) for one in elements] == [("EL", ["B"]), ("PL", ["A", "C"])]


def codes_in(element: dict[str, Any]) -> list[str]:
    return [item["CustomCode"] for item in element["RateScheduleItem"]]


def test_a_long_address_keeps_every_line() -> None:
    order = an_order(address_lines=list("abcdefghi")).as_json()
    assert order["Site"]["Property"][0]["Address"]["AddressLine"] == ["a", "b", "c", "d", "e", "f", "g, h, i"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"description": ""}, "description_of_work"),
        ({"priority": replace(SMALLEST.priority, hact_code="9")}, "priority_code"),
        ({"priority": replace(SMALLEST.priority, due_at=REPORTED.replace(tzinfo=None))}, "required_completion"),
        ({"lines": [SorLine("A", "", 1, OrderTrade("X", "Sam Smith", "Sam Smith"))]}, "code"),
        ({"lines": [SorLine("A", "", 0, PLUMBER)]}, "amount"),
        ({"address_lines": []}, "address_line"),
        ({"customer": OrderContact("", "07700 900123")}, "full"),
        ({"description": "half a \ud83d surrogate"}, "description_of_work"),
    ],
)
def test_an_order_that_cannot_be_written_goes_to_a_person_by_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(OrderRejected, match=field) as caught:
        an_order(**changes)
    assert "Sam Smith" not in caught.value.reason
    assert "07700" not in caught.value.reason
