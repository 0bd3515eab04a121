"""A resident's own repair, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from repairs.log.access import grant_repair, granted
from repairs.log.calendar import calendar_response
from repairs.log.links import repair_for_token
from repairs.log.models import Repair
from repairs.log.reference import read_reference
from repairs.log.shown import repair_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opens on POST only: mail scanners follow links."""
    found = repair_for_token(token)
    if found is None:
        return render(request, "manage/link-over.html", status=404, using="jinja2")
    if request.method != "POST":
        return render(request, "manage/open-link.html", using="jinja2")
    response = redirect("manage:repair", found.reference)
    grant_repair(request, response, found)
    return response


@never_cache
@require_safe
def repair(request: HttpRequest, reference: str) -> HttpResponse:
    found = own_repair(request, reference)
    return render(request, "manage/repair.html", repair_words(found, timezone.now()), using="jinja2")


@never_cache
@require_safe
def calendar(request: HttpRequest, reference: str) -> HttpResponse:
    return calendar_response(own_repair(request, reference), timezone.now())


def own_repair(request: HttpRequest, reference: str) -> Repair:
    """Raises Http404 alike for a repair that this browser may not show and one that does not exist."""
    read = read_reference(reference)
    if read is None or read not in granted(request):
        raise Http404
    found = Repair.objects.select_related("priority", "trade").filter(reference=read).first()
    if found is None:
        raise Http404
    return found
