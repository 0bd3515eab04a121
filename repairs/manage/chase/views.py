"""Asking about a repair. Only a POST keeps anything, and it leads to a page that says what follows and by when."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from appointments.diary.chosen import chosen_diary
from diagnosis.services import load_tree
from repairs.log.access import grant_repair
from repairs.log.changeable import NotChanged
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.enquiries.choices import what_can_be_asked
from repairs.log.enquiries.clocks import answer_due
from repairs.log.enquiries.missed import missed_visit
from repairs.log.enquiries.nobody_came import record_nobody_came
from repairs.log.enquiries.not_fixed import report_not_fixed
from repairs.log.enquiries.right_to_repair import ask_for_other_contractor, second_period_ends
from repairs.log.enquiries.signs import signs_of
from repairs.log.enquiries.worse import record_worse
from repairs.log.models import Appointment, Enquiry, Repair
from repairs.log.shown import repair_words
from repairs.manage.chase.forms import WordsForm, WorseForm
from repairs.manage.own import own_repair

Kind = Enquiry.Kind


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    repair, now = own_repair(request, reference), timezone.now()
    if kind not in Kind.values:
        raise Http404
    asked = Kind(kind)
    if recall := Repair.objects.filter(recall_of=repair).first() if asked == Kind.NOT_FIXED else None:
        return to_recall(request, recall)
    last = Appointment.objects.filter(repair=repair).first()
    # The same button again finds that what it asks has been done.
    again = request.method == "POST" and asked == Kind.NO_ONE_CAME and is_open(repair, asked)
    if not again and asked not in what_can_be_asked(repair, last, now):
        return to_repair(repair)
    form = form_for(request, repair, asked)
    if not form.is_valid():
        return show(request, repair, asked, form, last, now)
    try:
        return keep(request, repair, asked, form, now)
    except NotChanged:
        return to_repair(repair)


def form_for(request: HttpRequest, repair: Repair, kind: Enquiry.Kind) -> WordsForm:
    posted = request.POST if request.method == "POST" else None
    if kind == Kind.WORSE:
        return WorseForm(posted, signs=signs_of(load_tree(repair.tree_id)), people=repair.people_at_risk)
    return WordsForm(posted, kind=kind)


def keep(request: HttpRequest, repair: Repair, kind: Enquiry.Kind, form: WordsForm, now: datetime) -> HttpResponse:
    """Raises one of NotChanged."""
    words = form.cleaned_data["words"]
    if isinstance(form, WorseForm):
        _, ring = record_worse(repair, form.chosen_signs, form.cleaned_data["people"], words, now)
        return redirect("manage:ring", repair.reference) if ring else to_repair(repair)
    if kind == Kind.NOT_FIXED:
        return to_recall(request, report_not_fixed(repair, words, chosen_diary(), now))
    if kind == Kind.NO_ONE_CAME:
        enquiry = record_nobody_came(repair, words, chosen_diary(), now)
        again = "we were told" not in enquiry.detail
        return redirect("manage:time", repair.reference) if again else to_repair(repair)
    if kind == Kind.OTHER_CONTRACTOR:
        ask_for_other_contractor(repair, words, now)
    elif kind == Kind.COMPLAINT:
        complain(repair, words, now)
    else:
        ask_for_update(repair, words, now)
    return to_repair(repair)


def show(
    request: HttpRequest,
    repair: Repair,
    kind: Enquiry.Kind,
    form: WordsForm,
    last: Appointment | None,
    now: datetime,
) -> HttpResponse:
    today = timezone.localdate(now)
    own: dict[str, Any] = {
        "form": form,
        "kind": kind,
        "answer_by": answer_due(kind, now),
        "missed": missed_visit(repair, last, now) if kind == Kind.NO_ONE_CAME else None,
        "second_ends": second_period_ends(repair.rtr_category, today) if kind == Kind.OTHER_CONTRACTOR else None,
        "page_url": reverse("manage:ask", args=[repair.reference, kind]),
    }
    return show_page(request, "manage/chase/ask.html", repair, now, own)


@never_cache
@require_safe
def ring(request: HttpRequest, reference: str) -> HttpResponse:
    """What to do now, while it is an emergency."""
    repair, now = own_repair(request, reference), timezone.now()
    if not repair.priority.is_emergency or not is_open(repair, Kind.WORSE):
        return to_repair(repair)
    return show_page(request, "manage/chase/ring.html", repair, now, {})


def is_open(repair: Repair, kind: Enquiry.Kind) -> bool:
    return Enquiry.objects.filter(repair=repair, kind=kind, answered_at=None).exists()


def show_page(request: HttpRequest, template: str, repair: Repair, now: datetime, own: dict[str, Any]) -> HttpResponse:
    words = repair_words(repair, now) | {"back_url": reverse("manage:repair", args=[repair.reference])} | own
    return render(request, template, words, using="jinja2")


def to_repair(repair: Repair) -> HttpResponse:
    """Its page says what was asked, and by when it is answered."""
    return redirect("manage:repair", repair.reference)


def to_recall(request: HttpRequest, recall: Repair) -> HttpResponse:
    """Whoever may see the first repair may see this one: it has the same contact and home."""
    is_booked = Appointment.objects.filter(repair=recall).exists() or recall.ending != Repair.Ending.BOOK
    response = redirect("manage:repair" if is_booked else "manage:first-time", recall.reference)
    grant_repair(request, response, recall)
    return response
