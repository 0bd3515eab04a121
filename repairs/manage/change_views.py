"""Moving a visit and cancelling a repair. Only a POST changes anything, and it leads to a page to look at."""

from datetime import datetime
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from appointments.diary import DiaryDown, NotBooked, Slot, SlotGone
from appointments.diary.chosen import chosen_diary
from repairs.log.book_again import book_again
from repairs.log.cancel import cancel_repair
from repairs.log.changeable import ChangedMeanwhile, NotChanged, visit_to_book_again, what_can_change
from repairs.log.messages import appointment_of
from repairs.log.models import Appointment, Repair
from repairs.log.reschedule import take_other_time
from repairs.log.shown import repair_words
from repairs.log.visit import other_times
from repairs.manage.cancel_form import CancelForm
from repairs.manage.own import own_repair
from repairs.manage.time_form import CHANGED, GONE, NOT_CHOSEN, TimeForm

log = structlog.get_logger(__name__)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def time(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = own_repair(request, reference), timezone.now()
    booked = appointment_of(repair)
    if request.method == "POST" and booked and request.POST.get("slot") == booked.slot != "":
        return to_moved(repair)
    can, visit = what_can_change(repair, booked, now), booked or visit_to_book_again(repair)
    if visit is None or not (can.can_move or can.can_book_again):
        return to_repair(repair)
    if request.method == "POST":
        return move(request, repair, visit, now)
    return show_times(request, repair, visit, now)


def move(request: HttpRequest, repair: Repair, visit: Appointment, now: datetime) -> HttpResponse:
    take = book_again if visit.cancelled_at else take_other_time
    form = TimeForm(request.POST, slots=[], repair=repair)
    if not form.is_valid():
        return show_times(request, repair, visit, now, NOT_CHOSEN)
    try:
        take(repair, form.cleaned_data["slot"], chosen_diary(), now, seen=form.seen)
    except SlotGone:
        return show_times(request, repair, visit, now, GONE)
    except ChangedMeanwhile:
        return show_changed(request, repair, now)
    except (DiaryDown, NotBooked) as problem:
        log.warning("visit_not_moved", repair=repair.pk, problem=type(problem).__name__)
        return show_form(request, repair, visit, form, None, now)
    except NotChanged:
        return to_repair(repair)
    return to_moved(repair)


def show_changed(request: HttpRequest, repair: Repair, now: datetime) -> HttpResponse:
    visit = appointment_of(repair) or visit_to_book_again(Repair.objects.get(pk=repair.pk))
    return show_times(request, repair, visit, now, CHANGED) if visit else to_repair(repair)


def show_times(
    request: HttpRequest, repair: Repair, visit: Appointment, now: datetime, problem: str = ""
) -> HttpResponse:
    slots = times_or_none(repair, visit, now)
    from_day = request.POST.get("from") or request.GET.get("from", "")
    data = {"from": from_day} if problem else None
    form = TimeForm(data, slots=slots or [], repair=repair, from_day=from_day)
    if problem:
        form.refuse(problem)
    return show_form(request, repair, visit, form, slots, now)


def show_form(
    request: HttpRequest,
    repair: Repair,
    visit: Appointment,
    form: TimeForm,
    slots: list[Slot] | None,
    now: datetime,
) -> HttpResponse:
    own: dict[str, Any] = {
        "version": visit.version,
        "form": form,
        "no_slots": not slots,
        "diary_down": slots is None,
        "page_url": reverse("manage:time", args=[repair.reference]),
    }
    return show_page(request, "manage/time.html", repair, now, own)


def times_or_none(repair: Repair, booked: Appointment, now: datetime) -> list[Slot] | None:
    """None where the diary does not answer."""
    try:
        return other_times(repair, booked, now)
    except DiaryDown as problem:
        log.warning("diary_down", repair=repair.pk, problem=type(problem).__name__)
        return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = own_repair(request, reference), timezone.now()
    can = what_can_change(repair, appointment_of(repair), now)
    if not can.can_cancel:
        return to_repair(repair)
    posted = request.POST if request.method == "POST" else None
    form = CancelForm(posted, repair=repair, can_move=can.can_move)
    diary_down = False
    if form.is_valid():
        try:
            cancel_repair(repair, form.cancellation, chosen_diary(), now)
            return to_repair(repair)
        except NotChanged:
            return to_repair(repair)
        except DiaryDown as problem:
            log.warning("repair_not_cancelled", repair=repair.pk, problem=type(problem).__name__)
            diary_down = True
    page_url = reverse("manage:cancel", args=[repair.reference])
    own = {"form": form, "diary_down": diary_down, "page_url": page_url}
    return show_page(request, "manage/cancel.html", repair, now, own)


def show_page(request: HttpRequest, template: str, repair: Repair, now: datetime, own: dict[str, Any]) -> HttpResponse:
    words = repair_words(repair, now) | {"back_url": reverse("manage:repair", args=[repair.reference])} | own
    return render(request, template, words, using="jinja2")


def to_repair(repair: Repair) -> HttpResponse:
    """Its page says what holds now: the time, that it is cancelled, or that it is too late and who to ring."""
    return redirect("manage:repair", repair.reference)


def to_moved(repair: Repair) -> HttpResponse:
    return redirect(reverse("manage:repair", args=[repair.reference]) + "?moved")
