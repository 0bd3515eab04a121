"""The job list, as whoever plans the work sees it."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from repairs.council.dates import say_date, say_window
from repairs.log.hms.stub_orders import OrderBook
from repairs.stubs.pages import PAGES, page
from repairs.stubs.server import Answer

MOST_SHOWN = 100


def jobs_page(orders: OrderBook) -> Answer:
    return page("repairs/log/hms/jobs.html", orders=orders.newest_first(most=MOST_SHOWN), count=orders.count())


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


WHAT_CHANGED = {"reschedule": "Moved", "cancel-visit": "Visit cancelled, still open", "cancel": "Cancelled"}

PAGES.filters.update(window=window, people=people, what_changed=what_changed)
