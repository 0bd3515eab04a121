"""Where planners begin: how many wait in each list."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appointments.taken import Wanted, taken_on
from repairs.contact_centre.planning import lists
from repairs.contact_centre.planning.access import MAY_SEE
from repairs.contact_centre.planning.narrow import NarrowForm
from repairs.council.deadlines import LONDON
from repairs.log.admin.people import MAY_LOOK
from repairs.log.people.needed import needed_in
from repairs.log.people.rows import Kind
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page


@dataclass(frozen=True)
class Line:
    name: str
    what: str
    url: str
    count: int
    late: int = 0


@require_safe
@staff_only(*MAY_SEE, "log.view_enquiry")
def planning(request: HttpRequest) -> HttpResponse:
    form = NarrowForm(request.GET)
    lines = lines_of(form, timezone.now())
    if request.user.has_perms(MAY_LOOK):
        lines.append(orders_line(timezone.now()))
    words = {"form": form, "lines": lines, "page_url": request.path, "back_url": reverse("staff:home")}
    return staff_page(request, "contact_centre/planning/start.html", words)


def lines_of(form: NarrowForm, now: datetime) -> list[Line]:
    to_book, late = form.of_repairs(lists.to_book(now)), form.of_repairs(lists.late(now))
    asked = form.of_repairs(lists.enquiries_due(), "repair__")
    today = Wanted(now.astimezone(LONDON).date(), form.known.get("trade"), form.known.get("patch"))
    overdue = {"due_at__lt": now}
    return [
        line("Repairs that need a time", "Due soonest first", "to-book", form, to_book.count(),
             to_book.filter(**overdue).count()),
        line("Visits today", "Booked, or held while someone chooses", "day", form, taken_on(today, now).count()),
        line("Repairs past their target", "Dates that the law sets come first", "late", form, late.count()),
        line("Enquiries to answer", "Due soonest first", "enquiries", form, asked.count(),
             asked.filter(**overdue).count()),
    ]  # fmt: skip


def line(name: str, what: str, page: str, form: NarrowForm, count: int, late: int = 0) -> Line:
    query = f"?{urlencode(form.query)}" if form.query else ""
    return Line(name, what, reverse(f"contact-centre:planning-{page}") + query, count, late)


def orders_line(now: datetime) -> Line:
    """Of all trades and patches: what cannot be sent may name neither."""
    count = sum(needed_in(kind, now).count() for kind in (Kind.ORDER, Kind.CHANGE))
    return Line(
        "Works orders that need a person",
        "All trades and patches: what the HMS has not taken",
        reverse("admin:log_people"),
        count,
    )
