"""Planners' lists. Each row leads to where it can be dealt with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from repairs.contact_centre.planning import lists
from repairs.contact_centre.planning.access import MAY_PLAN, MAY_SEE
from repairs.contact_centre.planning.lateness import say_late
from repairs.contact_centre.planning.narrow import NarrowForm, page_of
from repairs.contact_centre.planning.words import words_of
from repairs.log.models import Enquiry, Repair
from repairs.log.planning_words import why_no_time
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page


@require_safe
@staff_only(*MAY_SEE)
def to_book(request: HttpRequest) -> HttpResponse:
    now, form = timezone.now(), NarrowForm(request.GET)
    rows = form.of_repairs(lists.to_book(now))
    sooner = request.GET.get("sooner") == "yes"
    listed = page_of(request, rows.filter(wants_sooner=True) if sooner else rows, form)
    if sooner:
        listed.query["sooner"] = "yes"
    lines = [
        {**words_of(one), "why": why_no_time(one, one.last_of_visits), "late": say_late(one.due_at, now)}
        for one in listed.page
    ]
    return show(request, "to-book", listed=listed, form=form, lines=lines, sooner=sooner)


@require_safe
@staff_only(*MAY_SEE)
def late(request: HttpRequest) -> HttpResponse:
    now, form = timezone.now(), NarrowForm(request.GET)
    listed = page_of(request, form.of_repairs(lists.late(now)), form)
    lines = [{**words_of(one), "late": say_late(one.due_at, now)} for one in listed.page]
    return show(request, "late", listed=listed, form=form, lines=lines)


@require_safe
@staff_only(*MAY_SEE, "log.view_enquiry")
def enquiries(request: HttpRequest) -> HttpResponse:
    now, form = timezone.now(), NarrowForm(request.GET)
    listed = page_of(request, form.of_repairs(lists.enquiries_due(), "repair__"), form)
    lines = [
        {"enquiry": one, "late": say_late(one.due_at, now), "address": enquiry_address(one)} for one in listed.page
    ]
    return show(request, "enquiries", listed=listed, form=form, lines=lines)


def show(request: HttpRequest, name: str, **words: Any) -> HttpResponse:
    own = {"page_url": request.path, "back_url": reverse("contact-centre:planning")}
    may_plan = request.user.has_perm(MAY_PLAN)
    words |= own | {"address_of": address_of(may_plan), "may_plan": may_plan}
    return staff_page(request, f"contact_centre/planning/{name}.html", words)


def address_of(may_plan: bool) -> Any:
    """Where a repair is dealt with: whoever cannot find times looks at all of it."""

    def find(repair: Repair) -> str:
        if may_plan:
            return reverse("contact-centre:planning-place", args=[repair.reference])
        return reverse("contact-centre:repair", args=[repair.reference])

    return find


def enquiry_address(enquiry: Enquiry) -> str:
    """A complaint has a page of its own kind."""
    kind = "complaint" if enquiry.kind == Enquiry.Kind.COMPLAINT else "enquiry"
    return reverse(f"admin:log_{kind}_change", args=[enquiry.pk])
