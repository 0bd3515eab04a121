"""The pages of a week at a glance."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appointments.admin.pages import address, needs, show, week_address
from appointments.admin.week_forms import WeekForm
from appointments.week import Cell, Shown, week_of
from repairs.council.dates import say_date

A_WEEK = timedelta(days=7)


@require_safe
@needs("view_place")
def show_week(request: HttpRequest) -> HttpResponse:
    form = WeekForm(request.GET or {})
    form.is_valid()
    shown, monday, today = form.shown, form.monday, timezone.localdate()
    week = week_of(shown, monday, today)
    first = max(today, monday)
    chosen = ids_of(shown)
    context = {
        "form": WeekForm(request.GET) if form.errors else WeekForm(initial={**chosen, "week": monday}),
        "errors": form.errors,
        "week": week,
        "whose": say_whose(shown),
        "span": f"{say_date(week.days[0].day)} to {say_date(week.days[-1].day)}",
        "days": [(day, say_day(day.day), address("day", day=day.day.isoformat(), **chosen)) for day in week.days],
        "rows": [(row.window, [(cell, links_of(request, shown, cell)) for cell in row.cells]) for row in week.rows],
        "totals": list(zip(week.days, week.totals, strict=True)),
        "earlier": week_address(monday - A_WEEK, shown.patch, shown.trade),
        "later": week_address(monday + A_WEEK, shown.patch, shown.trade),
        "this_week": "" if monday <= today < monday + A_WEEK else week_address(today, shown.patch, shown.trade),
        "close": may(request, "add_closure") and address("close", day=first.isoformat(), **chosen),
        "overtime": may(request, "add_place") and address("overtime", day=first.isoformat(), **chosen),
    }
    return show(request, "week", "A week at a glance", context)


def links_of(request: HttpRequest, shown: Shown, cell: Cell) -> dict[str, str]:
    """What can be done with a cell: its minutes can be changed where it is one place, and added where it is none."""
    if cell.day.is_past or cell.day.bank_holiday:
        return {}
    if cell.place_id is not None and shown.is_one and may(request, "change_place"):
        return {"change": address("minutes", place=cell.place_id)}
    if shown.is_one and cell.runs and not cell.minutes.places and not cell.is_closed and may(request, "add_place"):
        return {"overtime": address("overtime", day=cell.day.day.isoformat(), window=cell.window.pk, **ids_of(shown))}
    return {}


def ids_of(shown: Shown) -> dict[str, int | None]:
    return {"patch": shown.patch.pk if shown.patch else None, "trade": shown.trade.pk if shown.trade else None}


def may(request: HttpRequest, permission: str) -> bool:
    return request.user.has_perm(f"appointments.{permission}")


def say_whose(shown: Shown) -> str:
    return f"{shown.trade.name if shown.trade else 'All trades'}, {shown.patch.name if shown.patch else 'all patches'}"


def say_day(day: date) -> str:
    """Without the year, which the page says once."""
    return f"{day:%A} {day.day} {day:%B}"
