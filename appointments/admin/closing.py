"""Closing a day, and opening it again."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, DELETION
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from appointments.admin.day import booked_on
from appointments.admin.pages import address, needs, show, week_address
from appointments.admin.week_forms import CloseForm, ScopeForm
from appointments.closures import close, open_again
from appointments.models import Closure
from repairs.council.dates import say_date
from repairs.staff.audited import keep_changes
from repairs.staff.row_words import say_row


@require_http_methods(["GET", "HEAD", "POST"])
@needs("view_place", "view_booking", "add_closure")
def close_day(request: HttpRequest) -> HttpResponse:
    form = CloseForm(request.POST) if request.method == "POST" else CloseForm(initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        return keep_closed(request, form.instance)
    scope = ScopeForm(request.POST or request.GET)
    scope.is_valid()
    context = {
        **booked_on(scope.cleaned_data),
        "form": form,
        "does": "Close",
        "back": week_address(scope.cleaned_data["day"]) if scope.cleaned_data.get("day") else address("week"),
    }
    return show(request, "close", "Close a day", context)


def keep_closed(request: HttpRequest, wanted: Closure) -> HttpResponse:
    closure, is_new = close(wanted)
    said = f"{say_date(closure.day)} is closed for {closure.covered}"
    if is_new:
        keep_changes(request.user, ADDITION, [(closure, f"Added with {say_row(closure)}.")])
        messages.success(request, f"{said}. What is booked stays booked: move it with the residents.")
    else:
        messages.info(request, f"{said} already: {closure.reason}.")
    return redirect(day_of(closure))


@require_POST
@needs("view_place", "view_booking", "delete_closure")
def open_day(request: HttpRequest, closure_id: int) -> HttpResponse:
    closure = open_again(closure_id)
    if closure is None:
        messages.info(request, "It is open again already.")
        return redirect("admin:appointments_week")
    closure.pk = closure_id
    keep_changes(request.user, DELETION, [(closure, f"Deleted. It held {say_row(closure)}.")])
    messages.success(request, f"{say_date(closure.day)} is open again for {closure.covered}.")
    return redirect(day_of(closure))


def day_of(closure: Closure) -> str:
    return address("day", day=closure.day.isoformat(), patch=closure.patch_id, trade=closure.trade_id)
