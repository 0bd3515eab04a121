"""Whose call back it is that a view is asked about, and on which channel they work."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.call_backs.duty import channel_of
from repairs.log.call_backs_shown import shown_to
from repairs.log.helping import Help, helping
from repairs.log.models import CallBack

Act = Callable[[HttpRequest, CallBack], HttpResponse]
LARGEST = 2**63 - 1


def by_agents(view: Act) -> Callable[[HttpRequest, int], HttpResponseBase]:
    """For agents, with the call back that they name. What they do is noted with the channel they work on."""

    @wraps(view)
    def acted(request: HttpRequest, pk: int) -> HttpResponseBase:
        me = agent_id(request)
        with helping(Help(me, channel_of(me, timezone.now()))):
            return view(request, find(request, pk))

    return agents_only(acted)


def find(request: HttpRequest, pk: int) -> CallBack:
    """Raises Http404 alike for one that is not for them and for none."""
    rows = CallBack.objects.filter(shown_to(request.user)).select_related("repair", "home", "taken_by", "led_to")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise Http404
    return found
