from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from repairs.council.deadlines import LONDON
from repairs.council.details import council_details
from repairs.log.job_status.state import is_finished, somebody_is_there
from repairs.log.messages import appointment_of
from repairs.log.models import Repair


def show_page(request: HttpRequest, template: str, repair: Repair, now: datetime, **own: Any) -> HttpResponse:
    words = {
        "repair": repair,
        "office": council_details().line("repairs"),
        "back_url": reverse("manage:repair", args=[repair.reference]),
        "page_url": request.path,
        "too_near": is_too_near(repair, now),
        **own,
    }
    return render(request, template, words, using="jinja2")


def show_over(request: HttpRequest, repair: Repair, now: datetime) -> HttpResponse:
    return show_page(request, "manage/change/over.html", repair, now, finished=is_finished(repair))


def to_changed(repair: Repair, what: str) -> HttpResponse:
    return redirect(f"{reverse('manage:repair', args=[repair.reference])}?changed={what}")


def is_too_near(repair: Repair, now: datetime) -> bool:
    """Whether whoever comes may have left before they read what is changed now."""
    visit = appointment_of(repair)
    today = visit is not None and visit.day <= now.astimezone(LONDON).date()
    return today or somebody_is_there(repair, now)
