"""The Right to Repair of council tenants in England.

The Secure Tenants of Local Housing Authorities (Right to Repair) Regulations 1994, S.I. 1994/133, and its Schedule.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from repairs.council.working_days import add_working_days

COST_LIMIT = Decimal(250)
"""Pounds."""
TENURES = frozenset({"secure", "introductory"})


@dataclass(frozen=True)
class Category:
    defect: str
    days: int
    summer_days: int | None = None
    """Where the Schedule gives the summer a period of its own."""


CATEGORIES = {
    "no-power": Category("Total loss of electric power", 1),
    "some-power": Category("Partial loss of electric power", 3),
    "unsafe-electrics": Category("Unsafe power or lighting socket, or electrical fitting", 1),
    "no-water": Category("Total loss of water supply", 1),
    "some-water": Category("Partial loss of water supply", 3),
    "gas-supply": Category("Total or partial loss of gas supply", 1),
    "blocked-flue": Category("Blocked flue to open fire or boiler", 1),
    "heating-or-hot-water": Category("Total or partial loss of space or water heating", 1, summer_days=3),
    "foul-drain": Category("Blocked or leaking foul drain, soil stack, or only toilet pan", 1),
    "toilet-not-flushing": Category("Only toilet not flushing", 1),
    "blocked-sink": Category("Blocked sink, bath or basin", 3),
    "tap-cannot-turn": Category("Tap which cannot be turned", 3),
    "water-or-heating-pipe": Category("Leaking from water or heating pipe, tank or cistern", 1),
    "leaking-roof": Category("Leaking roof", 7),
    "insecure": Category("Insecure external window, door or lock", 1),
    "handrail": Category("Loose or detached banister or hand rail", 3),
    "rotten-floor": Category("Rotten timber flooring or stair tread", 3),
    "entryphone": Category("Door entryphone not working", 7),
    "extractor-fan": Category("Extractor fan in an internal kitchen or bathroom not working", 7),
}


def is_winter(day: date) -> bool:
    """The Schedule's winter: 1 November to 30 April."""
    return not 5 <= day.month <= 10


def rtr_days(category: str, on: date) -> int:
    """Working days allowed for a repair applied for on that day."""
    found = CATEGORIES[category]
    return found.days if found.summer_days is None or is_winter(on) else found.summer_days


def rtr_due(category: str, reported_on: date) -> date:
    return add_working_days(reported_on, rtr_days(category, reported_on))


def qualifies(category: str | None, tenure: str | None, cost: Decimal) -> bool:
    """A small repair on the list, in the home of a secure or introductory tenant. `cost` is in pounds."""
    return category in CATEGORIES and tenure in TENURES and cost <= COST_LIMIT


def compensation(days_late: int) -> int:
    """Pounds owed when a second contractor is late too: 10, and 2 for every day after the second period, at most 50."""
    return 0 if days_late < 1 else min(50, 10 + 2 * days_late)
