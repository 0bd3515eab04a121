"""Calls: reports that an agent writes with somebody on the line. Several can be open, each in a tab of its own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.calls.around import AroundCall
from repairs.contact_centre.calls.begin import begin_call
from repairs.contact_centre.calls.forms import BeginForm
from repairs.contact_centre.calls.keys import button_keys, give_keys
from repairs.contact_centre.calls.open_calls import open_calls
from repairs.contact_centre.calls.own import own_call, to_last_page
from repairs.contact_centre.hand_over.sent import with_residents
from repairs.log.channels import Channel
from repairs.log.helping import Help, helping
from repairs.manage.change.forms import token_in
from repairs.report.answering import answer_or_show
from repairs.report.drafts import path_of
from repairs.staff.pages import staff_page


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def calls(request: HttpRequest) -> HttpResponse:
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        channel = Channel(form.cleaned_data["channel"])
        return to_last_page(request, begin_call(agent_id(request), channel, token=token_in(request.POST)))
    give_keys(form)
    agent, now = agent_id(request), timezone.now()
    words = {
        "form": form,
        "calls": open_calls(agent, now),
        "handed_on": with_residents(agent),
        "button_keys": button_keys(),
    }
    return staff_page(request, "contact_centre/calls.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def page(request: HttpRequest, draft_id: UUID, slug: str) -> HttpResponse:
    draft, now, around = own_call(request, draft_id), timezone.now(), AroundCall(request)
    if draft.repair_id or draft.given_up_at or draft.with_resident:
        return to_last_page(request, draft)
    path = path_of(draft, now, assisted=True)
    current = path.by_slug.get(slug)
    if current is None:
        return redirect(around.address_of(draft, path.last))
    with helping(Help(agent_id(request), draft.channel)):
        return answer_or_show(request, draft, path, current, now, around)
