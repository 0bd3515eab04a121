"""A resident's own repair, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from repairs.log.access import grant_repair
from repairs.log.calendar import calendar_response
from repairs.log.links import repair_for_token
from repairs.log.shown import repair_words
from repairs.manage.own import own_repair


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
    words = repair_words(found, timezone.now()) | {"just_moved": "moved" in request.GET}
    return render(request, "manage/repair.html", words, using="jinja2")


@never_cache
@require_safe
def calendar(request: HttpRequest, reference: str) -> HttpResponse:
    return calendar_response(own_repair(request, reference), timezone.now())
