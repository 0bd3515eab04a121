"""A resident who gave up online rings, reads out the code, and one of us carries on from the same page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.hand_over.forms import NO_SUCH_CODE, CodeForm, TakeForm
from repairs.contact_centre.hand_over.found import begun, name_of, reports, reports_with
from repairs.council.dates import say_time
from repairs.limits.counting import Limit, give_back, take
from repairs.report.hands import take_over as take_report
from repairs.staff.pages import staff_page

WRONG_CODES = Limit("wrong codes of reports", 20)


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def take_over(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return look_up(request, form)
    return staff_page(request, "contact_centre/hand_over/code.html", {"form": form})


def look_up(request: HttpRequest, form: CodeForm) -> HttpResponse:
    now = timezone.now()
    tries = [(WRONG_CODES, str(agent_id(request)))]
    if until := take(tries, now):
        form.add_error("code", f"You have entered too many codes that no report has. Try again after {say_time(until)}")
        return staff_page(request, "contact_centre/hand_over/code.html", {"form": form}, status=429)
    found = reports_with(form.cleaned_data["code"])
    if found:
        give_back(tries)
    if len(found) == 1:
        return redirect("contact-centre:take-over-report", found[0].pk)
    if not found:
        form.add_error("code", NO_SUCH_CODE)
    words = {"form": form, "found": [begun(draft, now) for draft in found]}
    return staff_page(request, "contact_centre/hand_over/code.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def take_over_report(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft, now = get_object_or_404(reports(), pk=draft_id), timezone.now()
    if draft.repair:
        return redirect("contact-centre:repair", draft.repair.reference)
    if draft.agent_id == agent_id(request):
        return redirect("contact-centre:with-resident", draft.pk)
    report = begun(draft, now)
    form = TakeForm(request.POST if request.method == "POST" else None, report=report)
    if form.is_valid():
        # Whoever was quicker is named on the same page.
        take_report(draft, agent_id(request), form.cleaned_data["channel"], now)
        return redirect("contact-centre:take-over-report", draft.pk)
    words = {"form": form, "report": report, "draft": draft, "whose": name_of(draft.agent) if draft.agent else ""}
    return staff_page(request, "contact_centre/hand_over/report.html", words)
