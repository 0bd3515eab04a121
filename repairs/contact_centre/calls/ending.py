"""How a call ends: with a report, and what to read out, or without one, and why."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.calls.forms import GiveUpForm
from repairs.contact_centre.calls.give_up import Why, give_up
from repairs.contact_centre.calls.keys import BACK, button_keys, give_keys
from repairs.contact_centre.calls.named import name_of_call
from repairs.contact_centre.calls.own import own_call, to_last_page
from repairs.log.helping import Help, helping
from repairs.log.reference import said_aloud
from repairs.log.shown import repair_words
from repairs.report.asked import is_dangerous
from repairs.report.drafts import path_of
from repairs.staff.pages import staff_page


@require_safe
@agents_only
def done(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft, now = own_call(request, draft_id), timezone.now()
    if draft.repair is None:
        return to_last_page(request, draft)
    repair = draft.repair
    words = repair_words(repair, now) | {
        "draft": draft,
        "spelled": said_aloud(repair.reference),
        "person": repair.trade.person if repair.trade else "someone",
        "called": repair.address.splitlines()[0] if repair.address else repair.postcode,
        "button_keys": button_keys(),
    }
    return staff_page(request, "contact_centre/done.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def give_up_call(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft, now = own_call(request, draft_id), timezone.now()
    if draft.repair_id or draft.given_up_at or draft.with_resident:
        return to_last_page(request, draft)
    form = GiveUpForm(request.POST if request.method == "POST" else None, initial={"why": request.GET.get("why")})
    if form.is_valid():
        with helping(Help(agent_id(request), draft.channel)):
            give_up(draft, Why(form.cleaned_data["why"]), now)
        return redirect("contact-centre:calls")
    give_keys(form)
    path = path_of(draft, now, assisted=True)
    words = {
        "form": form,
        "draft": draft,
        "called": name_of_call(draft, path),
        "raised": is_dangerous(path.progress),
        "slug": path.last.slug,
        "button_keys": button_keys(),
        "keys": {"back": BACK},
    }
    return staff_page(request, "contact_centre/give-up.html", words)
