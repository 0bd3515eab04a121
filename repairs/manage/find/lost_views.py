"""For those who have lost their reference. Every page here is the same for whoever we know and do not know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from repairs.council.details import council_details
from repairs.limits.counting import take
from repairs.log.access import granted
from repairs.log.lost_references import ask_for_references
from repairs.log.models import Repair
from repairs.manage.find import limits
from repairs.manage.find.forms import LostForm
from repairs.manage.find.too_many import too_many


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    form, now = LostForm(request.POST if request.method == "POST" else None), timezone.now()
    if form.is_valid():
        if until := take(limits.for_lists(request, form.cleaned_data["contact"]), now):
            return too_many(request, until, now)
        ask_for_references(form.cleaned_data["channel"], form.cleaned_data["contact"], now)
        return redirect("find:lost-sent")
    return render(request, "manage/find/lost.html", {"form": form, "back_url": reverse("find:find")}, using="jinja2")


@never_cache
@require_safe
def lost_sent(request: HttpRequest) -> HttpResponse:
    words = {"office": council_details().line("repairs"), "back_url": reverse("find:lost")}
    return render(request, "manage/find/lost-sent.html", words, using="jinja2")


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The repairs that this browser may show."""
    known = granted(request)
    repairs = Repair.objects.filter(reference__in=known).order_by("-reported_at", "-pk")
    open_here = [repair for repair in repairs if known[repair.reference] == repair.access_version]
    return render(request, "manage/find/mine.html", {"repairs": open_here}, using="jinja2")
