"""By when a repair is promised: the council's own target, and the Right to Repair where it is sooner."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from diagnosis.models import SorItem
from diagnosis.right_to_repair import qualifies, rtr_due
from diagnosis.triage import Decision
from repairs.council.deadlines import LONDON, due_at, end_of_day
from repairs.council.models import Priority


@dataclass(frozen=True)
class Promise:
    priority: Priority
    due_at: datetime
    rtr_category: str = ""
    rtr_due: date | None = None


def make_promise(decision: Decision, tenure: str | None, now: datetime) -> Promise:
    """What the council owes for this decision, counted from `now`, the moment it became aware."""
    priority = Priority.objects.get(code=decision.priority)
    target = due_at(priority, now)
    category = decision.rtr_category or ""
    if not category or not qualifies(category, tenure, cost_of(decision)):
        return Promise(priority, target)
    statutory = rtr_due(category, now.astimezone(LONDON).date())
    return Promise(priority, min(target, end_of_day(statutory)), category, statutory)


def cost_of(decision: Decision) -> Decimal:
    costs = dict(SorItem.objects.filter(code__in=[item.code for item in decision.sor]).values_list("code", "cost"))
    return sum((costs.get(item.code, Decimal(0)) * item.quantity for item in decision.sor), Decimal(0))
