"""Who may look at planners' lists, and who may find a time."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from repairs.contact_centre.access import agent_id
from repairs.log.helping import Help, helping
from repairs.staff.access import View, staff_only

MAY_SEE = ("appointments.view_place", "log.view_visittoplan", "log.view_repair")
MAY_PLAN = "log.plan_repair"


def planners_only(view: View) -> View:
    """For staff who may find times. What happens in the view is noted as done by them."""

    @wraps(view)
    def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with helping(Help(agent_id(request))):
            return view(request, *args, **kwargs)

    return staff_only(MAY_PLAN, *MAY_SEE)(noted)
