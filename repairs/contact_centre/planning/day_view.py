"""A day of the diary: who is booked and who holds a time, to look at and to print."""

from contextlib import suppress
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appointments.taken import Wanted, describe, taken_on, windows_of
from repairs.contact_centre.planning.access import MAY_PLAN, MAY_SEE
from repairs.contact_centre.planning.day_lines import lines_of
from repairs.contact_centre.planning.narrow import NarrowForm, page_of
from repairs.council.working_days import bank_holiday_names
from repairs.govuk.days import as_typed, day_field
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

ON_A_SHEET = 200


class DayForm(NarrowForm):
    window = forms.ChoiceField(required=False)
    day = day_field("Day", required=False)
    typed = ("day",)

    def __init__(self, data: QueryDict, today: date) -> None:
        given = data.copy()
        self.chosen = today
        with suppress(ValidationError):
            self.chosen = self.base_fields["day"].clean(data.get("day", "")) or today
            given["day"] = as_typed(self.chosen)
        super().__init__(given)

    def prepare(self) -> None:
        window = self.fields["window"]
        if isinstance(window, forms.ChoiceField):
            window.choices = [("", "All windows"), *windows_of(self.chosen)]

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.chosen, self.known.get("trade"), self.known.get("patch"), self.known.get("window", ""))

    def address(self, day: date) -> str:
        return "?" + urlencode({**self.query, "day": day.isoformat()})


@require_safe
@staff_only(*MAY_SEE, "appointments.view_booking")
def day(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    form = DayForm(request.GET, today)
    listed = page_of(request, taken_on(form.wanted, now), form, ON_A_SHEET)
    words = {
        "form": form,
        "listed": listed,
        "lines": lines_of([describe(row) for row in listed.page], may_plan=request.user.has_perm(MAY_PLAN)),
        "day": form.chosen,
        "is_today": form.chosen == today,
        "bank_holiday": bank_holiday_names().get(form.chosen, ""),
        "earlier": form.address(form.chosen - timedelta(days=1)),
        "later": form.address(form.chosen + timedelta(days=1)),
        "today": form.address(today),
        "printed_at": now,
        "page_url": request.path,
        "back_url": reverse("contact-centre:planning"),
    }
    return staff_page(request, "contact_centre/planning/day.html", words)
