"""Who may help residents, and what is noted while they do."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from repairs.log.helping import Help, helping
from repairs.staff.access import View, staff_only
from repairs.staff.pages import staff_page

MAY_ASSIST = "report.assist_draft"


class WithColleague(Exception):
    """A colleague took the call over. `reference` is that of the repair, once they have sent it."""

    def __init__(self, draft_id: UUID, holder: str, reference: str) -> None:
        super().__init__()
        self.words = {"draft_id": draft_id, "holder": holder, "reference": reference}


def agents_only(view: View) -> View:
    """For staff who may report for residents. What happens in the view is noted as done with their help.

    Whoever asks for a call that a colleague has by now is told who has it.
    """

    @wraps(view)
    def helped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with helping(Help(agent_id(request))):
            try:
                return view(request, *args, **kwargs)
            except WithColleague as taken:
                return staff_page(request, "contact_centre/with-colleague.html", taken.words, status=409)

    return staff_only(MAY_ASSIST)(helped)


def agent_id(request: HttpRequest) -> int:
    """Of whoever is signed in. Raises PermissionDenied for nobody."""
    if request.user.pk is None:
        raise PermissionDenied
    return request.user.pk
