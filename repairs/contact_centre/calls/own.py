"""Which calls an agent may open: their own."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from repairs.contact_centre.access import WithColleague
from repairs.contact_centre.calls.around import AroundCall
from repairs.log.history import name_of
from repairs.report.drafts import path_of
from repairs.report.models import Draft


def own_call(request: HttpRequest, draft_id: UUID) -> Draft:
    """Raises WithColleague for one that a colleague took over, Http404 alike for any other of theirs and for none."""
    drafts = Draft.objects.select_related("repair__priority", "repair__trade", "agent")
    draft = drafts.filter(pk=draft_id, agent__isnull=False).first()
    if draft and draft.agent and draft.agent_id != request.user.pk and draft.taken_at:
        raise WithColleague(draft.pk, name_of(draft.agent), draft.repair.reference if draft.repair else "")
    if draft is None or draft.agent_id != request.user.pk:
        raise Http404
    return draft


def to_last_page(request: HttpRequest, draft: Draft) -> HttpResponse:
    """To the page that waits, or to what comes after the call."""
    around = AroundCall(request)
    if draft.repair_id:
        return redirect(around.address_when_done(draft))
    if draft.given_up_at:
        return redirect(around.before_first_page())
    if draft.with_resident:
        return redirect(around.address_when_handed_over(draft))
    path = path_of(draft, timezone.now(), assisted=True)
    return redirect(around.address_of(draft, path.last))
