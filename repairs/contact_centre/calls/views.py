"""Calls: reports that an agent writes with somebody on the line. Several can be open, each in a tab of its own."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.calls.around import AroundCall
from repairs.contact_centre.calls.begin import begin_call
from repairs.contact_centre.calls.forms import BeginForm
from repairs.contact_centre.hand_over.sent import with_residents
from repairs.log.channels import Channel
from repairs.log.helping import Help, helping
from repairs.log.shown import repair_words
from repairs.report.answering import answer_or_show
from repairs.report.drafts import path_of
from repairs.report.models import Draft
from repairs.staff.pages import staff_page


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def calls(request: HttpRequest) -> HttpResponse:
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        draft = begin_call(agent_id(request), Channel(form.cleaned_data["channel"]))
        return to_last_page(request, draft)
    mine = Draft.objects.filter(agent=request.user.pk, repair=None, with_resident=False).order_by("-updated_at")
    words = {"form": form, "calls": mine, "handed_on": with_residents(agent_id(request))}
    return staff_page(request, "contact_centre/calls.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def page(request: HttpRequest, draft_id: UUID, slug: str) -> HttpResponse:
    draft, now, around = own_call(request, draft_id), timezone.now(), AroundCall(request)
    if draft.repair_id:
        return redirect(around.address_when_done(draft))
    if draft.with_resident:
        return redirect(around.address_when_handed_over(draft))
    path = path_of(draft, now, assisted=True)
    current = path.by_slug.get(slug)
    if current is None:
        return redirect(around.address_of(draft, path.last))
    with helping(Help(agent_id(request), draft.channel)):
        return answer_or_show(request, draft, path, current, now, around)


@require_safe
@agents_only
def done(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = own_call(request, draft_id)
    if draft.repair is None:
        return to_last_page(request, draft)
    words = {"repair": draft.repair, "draft": draft} | repair_words(draft.repair, timezone.now())
    return staff_page(request, "contact_centre/done.html", words)


def own_call(request: HttpRequest, draft_id: UUID) -> Draft:
    """Raises Http404 alike for somebody else's and for none."""
    drafts = Draft.objects.select_related("repair__priority", "repair__trade")
    draft = drafts.filter(pk=draft_id, agent=request.user.pk).first()
    if draft is None:
        raise Http404
    return draft


def to_last_page(request: HttpRequest, draft: Draft) -> HttpResponse:
    path = path_of(draft, timezone.now(), assisted=True)
    return redirect(AroundCall(request).address_of(draft, path.last))
