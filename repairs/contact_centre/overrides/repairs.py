"""Deciding otherwise than the rules about a repair that was reported."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appointments.diary import DiaryDown, NotBooked, SlotGone
from appointments.diary.chosen import chosen_diary
from appointments.offer import first_day
from repairs.contact_centre.access import agent_id
from repairs.contact_centre.overrides.priority_form import PriorityForm
from repairs.contact_centre.overrides.times_page import Times, Visit, alerts_of, times_for
from repairs.contact_centre.overrides.who import ANY_TIME, may, may_choose, most_minutes, reasoned
from repairs.council.deadlines import LONDON
from repairs.log.changeable import ChangedMeanwhile, NotChanged, lead_days
from repairs.log.helping import Help, helping
from repairs.log.messages import appointment_of
from repairs.log.models import Override, Repair
from repairs.log.overrides.emergency import why_it_stays
from repairs.log.overrides.limits import DOWN, UNDO_EMERGENCY, UP
from repairs.log.overrides.other_times import of_team
from repairs.log.overrides.priority import Refused, change_priority
from repairs.log.overrides.times import Wanted, book_other_time
from repairs.log.visit import holder_of, job_of, rings_first
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

OVER = "This repair is finished or cancelled, or somebody is at work on it. Nothing was changed"
CHANGED = "Somebody has changed this since you opened the page. Look again"
GONE = "That time has just gone. Select another time"


def find_repair(reference: str) -> Repair:
    """Raises Http404."""
    repairs = Repair.objects.select_related("priority", "trade", "home__patch")
    repair = repairs.filter(reference=reference).first()
    if repair is None:
        raise Http404
    return repair


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("log.view_repair")
def priority(request: HttpRequest, reference: str) -> HttpResponse:
    if not may(request, UP, DOWN):
        raise PermissionDenied
    repair, now = find_repair(reference), timezone.now()
    form = PriorityForm(
        request.POST if request.method == "POST" else None,
        base=repair.priority,
        may=may_choose(request, repair.priority),
    )
    if request.method == "POST" and request.POST.get("priority") == repair.priority.code:
        return to_changed("contact-centre:repair-priority", repair)
    if form.is_valid() and changes_priority(request, repair, form, now):
        return to_changed("contact-centre:repair-priority", repair)
    words = {
        "form": form,
        "now_is": repair.priority,
        "stays": why_it_stays(repair, may_undo=may(request, UNDO_EMERGENCY)),
        "rules": [reason["text"] for reason in repair.reasons],
        "page_url": reverse("contact-centre:repair-priority", args=[repair.reference]),
    }
    return staff_page(request, "contact_centre/overrides/priority.html", words | about(request, repair))


def changes_priority(request: HttpRequest, repair: Repair, form: PriorityForm, now: datetime) -> bool:
    """Where it does not, the form says why."""
    try:
        with helping(Help(agent_id(request))):
            change_priority(
                repair,
                form.chosen,
                reasoned(request, form),
                now,
                seen=request.POST.get("seen", ""),
                may_undo=may(request, UNDO_EMERGENCY),
            )
    except Refused as refused:
        form.add_error("priority", refused.why)
    except ChangedMeanwhile:
        form.add_error("priority", CHANGED)
    except NotChanged:
        form.add_error("priority", OVER)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("log.view_repair")
def times(request: HttpRequest, reference: str) -> HttpResponse:
    if not may(request, *ANY_TIME):
        raise PermissionDenied
    repair, now = find_repair(reference), timezone.now()
    booked = appointment_of(repair)
    if request.method == "POST" and booked and request.POST.get("slot", "").rstrip("+") == booked.slot != "":
        return to_changed("contact-centre:repair-other-times", repair)
    found = times_for(request, visit_of(repair, now), now)
    if found.form.is_valid() and books(request, repair, found, now):
        return to_changed("contact-centre:repair-other-times", repair)
    words = found.words | {
        "booked": booked,
        "version": booked.version if booked else -1,
        "page_url": reverse("contact-centre:repair-other-times", args=[repair.reference]),
    }
    return staff_page(request, "contact_centre/overrides/times.html", words | about(request, repair))


def visit_of(repair: Repair, now: datetime) -> Visit:
    shown = alerts_of(repair.home_id) if rings_first(repair) else ()
    return Visit(job_of(repair), holder_of(repair), first_day(lead_days(repair), now), repair.home_id, shown)


def books(request: HttpRequest, repair: Repair, found: Times, now: datetime) -> bool:
    """Where it does not, the form says why."""
    chosen, form = found.form.chosen, found.form
    most = most_minutes(request) if chosen.missing else None
    wanted = Wanted(chosen.slot.id, of_team(job_of(repair), found.team), most)
    try:
        with helping(Help(agent_id(request))):
            book_other_time(repair, wanted, chosen_diary(), reasoned(request, form), now, seen=seen(request))
    except (SlotGone, DiaryDown, NotBooked):
        form.add_error("slot", GONE)
    except Refused as refused:
        form.add_error("slot", refused.why)
    except ChangedMeanwhile:
        form.add_error("slot", CHANGED)
    except NotChanged:
        form.add_error("slot", OVER)
    return not form.errors


def seen(request: HttpRequest) -> int:
    """Which version of the visit was on the page. What no page of ours sends is none that there is."""
    version = request.POST.get("version", "")
    if version == "-1":
        return -1
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else -2


def about(request: HttpRequest, repair: Repair) -> dict[str, object]:
    visit = appointment_of(repair)
    return {
        "repair": repair,
        "back_url": reverse("contact-centre:repair", args=[repair.reference]),
        "visit": visit,
        "visit_is_late": visit is not None and visit.day > repair.due_at.astimezone(LONDON).date(),
        "changed": "changed" in request.GET,
        "decided": Override.objects.filter(repair=repair).select_related("staff"),
    }


def to_changed(page: str, repair: Repair) -> HttpResponse:
    return redirect(reverse(page, args=[repair.reference]) + "?changed")
