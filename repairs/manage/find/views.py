"""A repair by its reference and postcode: where it has got to, and a code for all the rest."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repairs.council.details import council_details
from repairs.limits.counting import give_back, take
from repairs.log.access import grant_repair
from repairs.log.codes import channel_of_code, seconds_left, send_code, use_code, way_for_code
from repairs.log.masked import masked
from repairs.log.models import Message, Repair
from repairs.manage.find import limits
from repairs.manage.find.forms import NOT_FOUND, WRONG_CODE, CodeForm, FindForm
from repairs.manage.find.found import (
    LASTS_SECONDS,
    code_seconds_left,
    code_until,
    found_repair,
    remember_found,
)
from repairs.manage.find.stage import bare_status
from repairs.manage.find.too_many import too_many


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return look_up(request, form, timezone.now())
    return show_find(request, form)


def look_up(request: HttpRequest, form: FindForm, now: datetime) -> HttpResponse:
    """The same work, in the same order, for a reference that we know and one that we do not."""
    reference, postcode = form.cleaned_data["reference"], form.cleaned_data["postcode"]
    tries = limits.for_finding(request, reference, postcode)
    if until := take(tries, now):
        return too_many(request, until, now)
    if not Repair.objects.filter(reference=reference, postcode=postcode).exists():
        form.add_error(None, NOT_FOUND)
        return show_find(request, form)
    give_back(tries)
    response = redirect("find:status")
    remember_found(response, reference)
    return response


def show_find(request: HttpRequest, form: FindForm) -> HttpResponse:
    return render(request, "manage/find/find.html", {"form": form, "back_url": reverse("start")}, using="jinja2")


@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    repair = found_repair(request)
    if repair is None:
        return found_no_more()
    words = {
        "repair": repair,
        "status": bare_status(repair),
        "channel": way_for_code(repair),
        "office": council_details().line("repairs"),
        "back_url": reverse("find:find"),
    }
    return found_page(request, "manage/find/status.html", words, repair)


def found_page(request: HttpRequest, template: str, words: dict[str, Any], repair: Repair) -> HttpResponse:
    """Their time begins afresh with each page, so that it outlasts any code."""
    words["found_for"] = LASTS_SECONDS
    response = render(request, template, words, using="jinja2")
    remember_found(response, repair.reference, code_until(request))
    return response


def found_no_more() -> HttpResponse:
    return redirect(f"{reverse('find:find')}?again")


@never_cache
@require_POST
def ask_for_code(request: HttpRequest) -> HttpResponse:
    repair, now = found_repair(request), timezone.now()
    if repair is None:
        return found_no_more()
    channel = way_for_code(repair)
    if channel is None:
        return redirect("find:status")
    if until := take(limits.for_codes(request, repair, channel), now):
        return too_many(request, until, now)
    send_code(repair, channel, now)
    response = redirect("find:code")
    remember_found(response, repair.reference, int(now.timestamp()) + seconds_left(repair, now))
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    repair, now = found_repair(request), timezone.now()
    if repair is None:
        return found_no_more()
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        tries = limits.for_code_tries(request)
        if until := take(tries, now):
            return too_many(request, until, now)
        if opened := use_code(repair.reference, form.cleaned_data["code"], now):
            give_back(tries)
            response = redirect("manage:repair", opened.reference)
            grant_repair(request, response, opened, channel_of_code(opened))
            return response
        form.add_error("code", WRONG_CODE)
    words = {
        "form": form,
        "sent_to": said_of_contact(repair),
        "seconds": code_seconds_left(request, now),
        "back_url": reverse("find:status"),
    }
    return found_page(request, "manage/find/code.html", words, repair)


def said_of_contact(repair: Repair) -> str:
    """Enough for somebody to know their own phone by, and too little to learn anybody's number from."""
    if way_for_code(repair) == Message.Channel.EMAIL:
        return "your email address"
    return f"the phone number ending {masked(Message.Channel.TEXT, repair.phone)}"
