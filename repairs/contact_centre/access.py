"""Who may help residents, and what is noted while they do."""

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from repairs.log.helping import Help, helping
from repairs.staff.access import View, staff_only

MAY_ASSIST = "report.assist_draft"


def agents_only(view: View) -> View:
    """For staff who may report for residents. What happens in the view is noted as done with their help."""

    @wraps(view)
    def helped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with helping(Help(agent_id(request))):
            return view(request, *args, **kwargs)

    return staff_only(MAY_ASSIST)(helped)


def agent_id(request: HttpRequest) -> int:
    """Of whoever is signed in. Raises PermissionDenied for nobody."""
    if request.user.pk is None:
        raise PermissionDenied
    return request.user.pk
