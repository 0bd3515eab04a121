"""By when a repair is promised: the council's own target, or the day that the law sets where that is sooner."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from diagnosis.awaabs_law import investigate_by, make_safe_by
from diagnosis.models import SorItem
from diagnosis.right_to_repair import qualifies, rtr_due
from diagnosis.triage import Decision
from diagnosis.vocabulary import is_emergency
from repairs.council.codes import find_priority
from repairs.council.deadlines import LONDON, due_at, end_of_day
from repairs.council.kept import Kept
from repairs.council.models import Priority

sor_costs = Kept(lambda: dict(SorItem.objects.values_list("code", "cost")))


@dataclass(frozen=True)
class Promise:
    priority: Priority
    due_at: datetime
    rtr_category: str = ""
    rtr_due: date | None = None
    investigate_by: date | None = None


def make_promise(decision: Decision, tenure: str | None, now: datetime) -> Promise:
    """What the council owes for this decision, counted from `now`, the moment it became aware."""
    priority = find_priority(decision.priority)
    today = now.astimezone(LONDON).date()
    hazard_day = investigate_by(decision.hazards, today)
    category = decision.rtr_category or ""
    if not category or not qualifies(category, tenure, cost_of(decision)):
        category = ""
    statutory = rtr_due(category, today) if category else None
    safe = make_safe_by(decision.hazards, now) if is_emergency(priority.code) else None
    by_law = [safe, *(end_of_day(day) for day in (hazard_day, statutory) if day)]
    due = min([due_at(priority, now), *(moment for moment in by_law if moment)])
    return Promise(priority, due, category, statutory, hazard_day)


def cost_of(decision: Decision) -> Decimal:
    costs = sor_costs.get()
    return sum((costs.get(item.code, Decimal(0)) * item.quantity for item in decision.sor), Decimal(0))
