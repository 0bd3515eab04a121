"""A call that the resident finishes alone: with a link, until one of us takes it back."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.calls.around import AroundCall
from repairs.contact_centre.calls.own import own_call, to_last_page
from repairs.contact_centre.hand_over.forms import SendForm
from repairs.contact_centre.hand_over.limits import for_links
from repairs.contact_centre.hand_over.sent import last_link
from repairs.council.dates import say_time
from repairs.limits.counting import take
from repairs.report.drafts import path_of
from repairs.report.hands import send_to_resident, take_over
from repairs.report.models import Draft
from repairs.staff.pages import staff_page


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def to_resident(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft, now = own_call(request, draft_id), timezone.now()
    if draft.repair_id or draft.given_up_at:
        return to_last_page(request, draft)
    form = SendForm(request.POST if request.method == "POST" else None, initial={"contact": contact_in(draft)})
    status = send(draft, form, now) if form.is_valid() else 200
    if not form.is_bound or form.errors:
        last = path_of(draft, now, assisted=True).last
        words = {"form": form, "draft": draft, "back_url": AroundCall(request).address_of(draft, last)}
        return staff_page(request, "contact_centre/hand_over/to-resident.html", words, status=status)
    return redirect("contact-centre:with-resident", draft.pk)


def contact_in(draft: Draft) -> str:
    """The number or address that was given so far."""
    contact = draft.answers.contact
    return (contact.phone or contact.email) if contact else ""


def send(draft: Draft, form: SendForm, now: datetime) -> int:
    """Gives 429, and the form says why, where it is one too many."""
    contact = form.cleaned_data["contact"]
    if until := take(for_links(str(draft.pk), contact), now):
        form.add_error("contact", f"Too many links have been sent there. Try again after {say_time(until)}")
        return 429
    send_to_resident(draft, form.cleaned_data["channel"], contact, now)
    return 200


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def with_resident(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Where it has got to meanwhile, and taking it back."""
    draft, now = own_call(request, draft_id), timezone.now()
    if draft.repair_id:
        return redirect(AroundCall(request).address_when_done(draft))
    if request.method == "POST" and draft.with_resident:
        take_over(draft, agent_id(request), draft.channel, now)
        return redirect("contact-centre:with-resident", draft.pk)
    if not draft.with_resident:
        return to_last_page(request, draft)
    words = {"draft": draft, "link": last_link(draft)}
    return staff_page(request, "contact_centre/hand_over/with-resident.html", words)
