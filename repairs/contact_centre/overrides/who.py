"""Who of the staff decides, and what they may decide."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from repairs.contact_centre.access import agent_id
from repairs.contact_centre.overrides.why_form import WhyForm
from repairs.council.models import Priority
from repairs.log.overrides.keep import Reasoned
from repairs.log.overrides.limits import CAPACITY, CHECKS, DOWN, TIMES, UP, extra_minutes_of, role_of

NO_REPAIR: dict[str, Any] = {
    "repair": None,
    "stays": "",
    "visit": None,
    "visit_is_late": False,
    "changed": False,
    "decided": (),
}
"""What the pages show of a repair, where there is none yet."""
ANY_TIME = (TIMES, CHECKS, CAPACITY)


def may(request: HttpRequest, *permissions: str) -> bool:
    """Any of them."""
    return any(request.user.has_perm(permission) for permission in permissions)


def may_choose(request: HttpRequest, now_is: Priority) -> list[Priority]:
    """What is planned, and the hazard cases that run beside a repair, are no answer to how urgent it is."""
    up, down = may(request, UP), may(request, DOWN)
    priorities = Priority.objects.exclude(measure=Priority.Measure.OUTSIDE)
    return [one for one in priorities if (up if one.rank < now_is.rank else down)]


def who_and_when(request: HttpRequest, form: WhyForm, now: datetime) -> dict[str, Any]:
    """For an answer that is kept on a draft."""
    return {**form.why, "staff": agent_id(request), "role": role_of(request.user), "at": now}


def reasoned(request: HttpRequest, form: WhyForm) -> Reasoned:
    why = form.why
    return Reasoned(agent_id(request), role_of(request.user), why["why"], why["reason"], why["words"])


def most_minutes(request: HttpRequest) -> int:
    return extra_minutes_of(agent_id(request))
