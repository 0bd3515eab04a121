"""Minutes set by hand: overtime where nobody works, and other minutes where somebody does."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from appointments.admin.pages import address, needs, show, week_address
from appointments.admin.week_forms import MinutesForm, OvertimeForm
from appointments.models import Place
from appointments.overtime import Overtime, Refused, add_overtime, follow_pattern, set_minutes
from repairs.council.dates import say_date
from repairs.staff.audited import keep_changes
from repairs.staff.row_words import say_row
from repairs.staff.words import say_change

PATTERN = "pattern"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("view_place", "add_place")
def give_overtime(request: HttpRequest) -> HttpResponse:
    form = OvertimeForm(request.POST) if request.method == "POST" else OvertimeForm(initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        try:
            place, before = add_overtime(Overtime(**form.cleaned_data))
        except Refused as refused:
            form.add_error(refused.field, refused.why)
        else:
            return tell_overtime(request, place, before)
    return show(request, "overtime", "Add overtime", {"form": form, "does": "Add overtime", "back": address("week")})


def tell_overtime(request: HttpRequest, place: Place, before: int | None) -> HttpResponse:
    if before is None:
        keep_changes(request.user, ADDITION, [(place, f"Added with {say_row(place)}.")])
    elif before != place.minutes:
        keep_minutes(request, place, before)
    if before == place.minutes:
        messages.info(request, f"{say_place(place)} has {place.minutes} minutes of overtime already.")
    else:
        messages.success(request, f"{say_place(place)} has {place.minutes} minutes now.")
    return redirect(week_address(place.day, place.patch, place.trade))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("view_place", "change_place")
def change_minutes(request: HttpRequest) -> HttpResponse:
    place = find_place(request.GET.get("place", ""))
    if place is None:
        messages.warning(request, "That window is not in the diary any more. Select another in the week.")
        return redirect("admin:appointments_week")
    form = MinutesForm(request.POST) if request.method == "POST" else MinutesForm(initial={"minutes": place.minutes})
    if PATTERN in request.POST:
        return tell_minutes(request, *follow_pattern(place.pk))
    if form.is_bound and form.is_valid():
        try:
            return tell_minutes(request, *set_minutes(place.pk, form.cleaned_data["minutes"]))
        except Refused as refused:
            form.add_error(refused.field, refused.why)
    context = {
        "form": form,
        "place": place,
        "says": say_place(place),
        "does": "Save",
        "back": week_address(place.day, place.patch, place.trade),
    }
    return show(request, "minutes", "Change the minutes of a window", context)


def find_place(asked: str) -> Place | None:
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 18:
        return None
    return Place.objects.select_related("patch", "trade", "window").filter(pk=int(asked)).first()


def tell_minutes(request: HttpRequest, place: Place, before: int) -> HttpResponse:
    keep_minutes(request, place, before)
    messages.success(request, f"{say_place(place)} has {place.minutes} minutes now.")
    return redirect(week_address(place.day, place.patch, place.trade))


def keep_minutes(request: HttpRequest, place: Place, before: int) -> None:
    how = "by hand" if place.by_hand else "as the working pattern says"
    keep_changes(request.user, CHANGE, [(place, f"{say_change('Minutes', str(before), str(place.minutes))}, {how}.")])


def say_place(place: Place) -> str:
    return f"{place.window.name} on {say_date(place.day)} ({place.trade.name}, {place.patch.name})"
