"""Two questions after a visit, by link and without a login."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from repairs.log.enquiries.after_visit import has_answered, keep_answer
from repairs.log.job_status.state import is_finished
from repairs.manage.chase.forms import AfterVisitForm
from repairs.manage.chase.views import show_page, to_repair
from repairs.manage.own import own_repair


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def after_visit(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = own_repair(request, reference), timezone.now()
    if not is_finished(repair):
        return to_repair(repair)
    if has_answered(repair):
        return show_page(request, "manage/chase/thanks.html", repair, now, {})
    form = AfterVisitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keep_answer(repair, form.cleaned_data["overall"], form.cleaned_data["time_taken"], now)
        return redirect("manage:after-visit", repair.reference)
    page_url = reverse("manage:after-visit", args=[repair.reference])
    return show_page(request, "manage/chase/after-visit.html", repair, now, {"form": form, "page_url": page_url})
