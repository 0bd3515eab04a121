"""Which calls an agent may open: their own."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from repairs.contact_centre.calls.around import AroundCall
from repairs.report.drafts import path_of
from repairs.report.models import Draft


def own_call(request: HttpRequest, draft_id: UUID) -> Draft:
    """Raises Http404 alike for somebody else's and for none."""
    drafts = Draft.objects.select_related("repair__priority", "repair__trade")
    draft = drafts.filter(pk=draft_id, agent=request.user.pk).first()
    if draft is None:
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
