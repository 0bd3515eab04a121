"""The job list, as whoever plans the work sees it."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from repairs.council.dates import say_date, say_window
from repairs.log.hms.job_state import Happened, JobState
from repairs.log.hms.stub_orders import OrderBook
from repairs.stubs.pages import PAGES, page_with_forms
from repairs.stubs.server import Answer

MOST_SHOWN = 100


def jobs_page(orders: OrderBook, form_token: str) -> Answer:
    return page_with_forms(
        "repairs/log/hms/jobs.html",
        orders=orders.newest_first(most=MOST_SHOWN),
        count=orders.count(),
        buttons=HAPPENED.items(),
        form_token=form_token,
    )


def window(appointment: dict[str, Any]) -> str:
    """Thursday 5 March 2026, 8am to midday."""
    times = appointment["TimeOfDay"]
    starts, ends = (time.fromisoformat(times[f"{end}ArrivalTime"]) for end in ("Earliest", "Latest"))
    return f"{say_date(date.fromisoformat(appointment['Date']))}, {say_window(starts, ends)}"


def people(order: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if person := (order.get("Customer") or {}).get("Person"):
        yield "Reported by", person
    if person := order.get("AccessContact"):
        yield "Who is in", person


def what_changed(update: dict[str, Any]) -> str:
    return WHAT_CHANGED[update["OtherType"]]


def what_happened(state: dict[str, Any]) -> str:
    happened = JobState.model_validate(state).happened
    return HAPPENED[happened] if happened else "Something else"


WHAT_CHANGED = {
    "reschedule": "Moved",
    "cancel-visit": "Visit cancelled, still open",
    "cancel": "Cancelled",
    "addNote": "Note added",
    "change-contact": "Contact or access changed",
}
HAPPENED = {
    Happened.SCHEDULED: "Scheduled",
    Happened.ASSIGNED: "Operative assigned",
    Happened.ON_THE_WAY: "On the way",
    Happened.STARTED: "Started",
    Happened.NO_ACCESS: "No access",
    Happened.COMPLETED: "Completed",
    Happened.FOLLOW_ON: "Follow-on needed",
    Happened.DELAYED: "Delayed",
    Happened.CANCELLED: "Cancelled by the contractor",
}

PAGES.filters.update(window=window, people=people, what_changed=what_changed, what_happened=what_happened)
