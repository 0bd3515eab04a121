"""What is done with one press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from repairs.contact_centre.access import agent_id
from repairs.contact_centre.call_backs.access import by_agents
from repairs.contact_centre.call_backs.begin import begin_report
from repairs.contact_centre.call_backs.duty import channel_of
from repairs.contact_centre.call_backs.one_page import refuse
from repairs.contact_centre.calls.own import to_last_page
from repairs.log.calling_back import holding
from repairs.log.calling_back.acting import NotDone
from repairs.log.models import CallBack


@require_POST
@by_agents
def take(request: HttpRequest, call_back: CallBack) -> HttpResponse:
    try:
        holding.take(call_back, timezone.now())
    except NotDone:
        return refuse(request, call_back)
    return redirect("contact-centre:call-back", call_back.pk)


@require_POST
@by_agents
def give_back(request: HttpRequest, call_back: CallBack) -> HttpResponse:
    try:
        holding.give_back(call_back, timezone.now())
    except NotDone:
        return refuse(request, call_back)
    return redirect("contact-centre:call-backs")


@require_POST
@by_agents
def report(request: HttpRequest, call_back: CallBack) -> HttpResponse:
    me, now = agent_id(request), timezone.now()
    try:
        draft = begin_report(call_back, me, channel_of(me, now), now)
    except NotDone:
        return refuse(request, call_back)
    return to_last_page(request, draft)
