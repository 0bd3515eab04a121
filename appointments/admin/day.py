"""A day of the diary: what is closed, who is away, and who is booked and may have to be moved."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from appointments.admin.pages import address, needs, show, week_address
from appointments.admin.week import may, say_whose
from appointments.admin.week_forms import ScopeForm
from appointments.holders import with_holders
from appointments.models import Booking, Leave
from appointments.week import Shown
from repairs.council.dates import say_date
from repairs.council.working_days import bank_holiday_names

MOST_LISTED = 200


@require_safe
@needs("view_place", "view_booking")
def show_day(request: HttpRequest) -> HttpResponse:
    form = ScopeForm(request.GET)
    form.is_valid()
    day: date | None = form.cleaned_data.get("day")
    if day is None:
        messages.warning(request, "Select a day of the week to look at it.")
        return redirect("admin:appointments_week")
    shown = Shown(form.cleaned_data.get("patch"), form.cleaned_data.get("trade"))
    context = {
        **booked_on(form.cleaned_data),
        "whose": say_whose(shown),
        "bank_holiday": bank_holiday_names().get(day, ""),
        "closures": [(one, reverse("admin:appointments_open", args=[one.pk])) for one in closures_of(shown, day)],
        "away": leave_of(shown, day) if may(request, "view_leave") else [],
        "may_open": may(request, "delete_closure"),
        "close": may(request, "add_closure") and address("close", **asked(request)),
        "back": week_address(day, shown.patch, shown.trade),
    }
    return show(request, "day", say_date(day), context)


def asked(request: HttpRequest) -> dict[str, Any]:
    return {name: request.GET.get(name) for name in ("day", "patch", "trade", "window")}


def closures_of(shown: Shown, day: date) -> list[Any]:
    return list(shown.closures().filter(day=day))


def leave_of(shown: Shown, day: date) -> list[Leave]:
    away = Leave.objects.filter(first_day__lte=day, last_day__gte=day).select_related("team", "window")
    if shown.patch:
        away = away.filter(team__patch=shown.patch)
    return list(away.filter(team__trade=shown.trade) if shown.trade else away)


def booked_on(scope: dict[str, Any]) -> dict[str, Any]:
    """Who is booked in what is meant of a day, and how many are choosing a time in it at this moment."""
    if not scope.get("day"):
        return {}
    chosen = {f"place__{name}": row for name, row in scope.items() if row and name != "week"}
    taken = Booking.objects.filter(**chosen)
    booked = taken.filter(state=Booking.State.BOOKED).select_related("place__window", "place__patch", "place__trade")
    listed = list(booked.order_by("place__window__starts", "place__patch", "place__trade", "pk")[:MOST_LISTED])
    count = booked.count()
    return {
        "bookings": with_holders(listed),
        "booked": count,
        "more": count - len(listed),
        "held": taken.filter(state=Booking.State.HELD).count(),
        "day_in_words": say_date(scope["day"]),
    }
