"""Choosing a time for what was not fixed."""

from datetime import datetime
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from appointments.diary import DiaryDown, Slot, SlotGone
from appointments.diary.chosen import chosen_diary
from repairs.log.changeable import NotChanged
from repairs.log.enquiries.first_time import book_first_time, first_times, waits_for_first_time
from repairs.log.models import Repair
from repairs.manage.chase.views import show_page, to_repair
from repairs.manage.own import own_repair
from repairs.manage.time_form import GONE, TimeForm

log = structlog.get_logger(__name__)

NOT_CHOSEN = "Select a time"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_time(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = own_repair(request, reference), timezone.now()
    if not waits_for_first_time(repair):
        return to_repair(repair)
    if request.method != "POST":
        return show_times(request, repair, now)
    form = TimeForm(request.POST, slots=[], repair=repair)
    if not form.is_valid():
        return show_times(request, repair, now, NOT_CHOSEN)
    try:
        book_first_time(repair, form.cleaned_data["slot"], chosen_diary(), now)
    except SlotGone:
        return show_times(request, repair, now, GONE)
    except DiaryDown:
        log.warning("recall_not_booked", repair=repair.pk)
        return show_form(request, repair, form, None, now)
    except NotChanged:
        pass
    return redirect("manage:repair", repair.reference)


def show_times(request: HttpRequest, repair: Repair, now: datetime, problem: str = "") -> HttpResponse:
    slots: list[Slot] | None
    try:
        slots = first_times(repair, now)
    except DiaryDown:
        log.warning("diary_down", repair=repair.pk)
        slots = None
    from_day = request.POST.get("from") or request.GET.get("from", "")
    form = TimeForm({"from": from_day} if problem else None, slots=slots or [], repair=repair, from_day=from_day)
    if problem:
        form.refuse(problem)
    return show_form(request, repair, form, slots, now)


def show_form(
    request: HttpRequest, repair: Repair, form: TimeForm, slots: list[Slot] | None, now: datetime
) -> HttpResponse:
    own: dict[str, Any] = {
        "version": 0,
        "form": form,
        "no_slots": not slots,
        "diary_down": slots is None,
        "page_url": reverse("manage:first-time", args=[repair.reference]),
    }
    return show_page(request, "manage/time.html", repair, now, own)
