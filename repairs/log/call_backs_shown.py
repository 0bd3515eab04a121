"""Which call backs somebody of the staff sees."""

from typing import Any

from django.db.models import Q

from repairs.log.models import CallBack

MAY_SETTLE, MAY_PLAN, MAY_REVIEW = "log.change_callback", "log.plan_repair", "log.review_overrides"


def shown_to(user: Any) -> Q:
    """Whoever finds times, and neither rings nor answers for how others do, sees those who wait for a time."""
    only_times = user.has_perm(MAY_PLAN) and not (user.has_perm(MAY_SETTLE) or user.has_perm(MAY_REVIEW))
    return Q(reason=CallBack.Reason.NO_SLOT) if only_times else Q()
