"""A resident's own repair, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from repairs.log.access import grant_repairs
from repairs.log.calendar import calendar_response
from repairs.log.links import link_for_token
from repairs.log.models import Message
from repairs.log.own_repairs import opened_by
from repairs.manage.own import own_repair
from repairs.manage.see.others import other_repairs
from repairs.manage.see.page import page_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opens on POST only: mail scanners follow links."""
    link = link_for_token(token)
    if link is None:
        return render(request, "manage/link-over.html", status=404, using="jinja2")
    if request.method != "POST":
        return render(request, "manage/open-link.html", {"several": link.opens_all_of}, using="jinja2")
    response = redirect("find:mine") if link.opens_all_of else redirect(where_to(request), link.repair.reference)
    proved = Message.Channel(link.opens_all_of) if link.opens_all_of else None
    grant_repairs(request, response, opened_by(link, timezone.now()), proved)
    return response


def where_to(request: HttpRequest) -> str:
    """A message that asks for photos leads to where they are added."""
    return "manage:add" if "add" in request.GET else "manage:repair"


@never_cache
@require_safe
def repair(request: HttpRequest, reference: str) -> HttpResponse:
    found, now = own_repair(request, reference), timezone.now()
    just = {"just_moved": "moved" in request.GET, "links_ended": "links-ended" in request.GET}
    return render(
        request,
        "manage/repair.html",
        page_words(found, now) | other_repairs(request, found, now) | just,
        using="jinja2",
    )


@never_cache
@require_safe
def calendar(request: HttpRequest, reference: str) -> HttpResponse:
    return calendar_response(own_repair(request, reference), timezone.now())
