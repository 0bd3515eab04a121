"""A planner finds a time for one repair. Only a POST changes anything, and it leads to a page to look at."""

from datetime import datetime
from typing import Any

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appointments.diary import DiaryDown, NotBooked, Slot, SlotGone
from appointments.diary.chosen import chosen_diary
from repairs.contact_centre.access import agent_id
from repairs.contact_centre.planning.access import planners_only
from repairs.contact_centre.planning.place.form import GONE, TAKEN, PlaceForm, which_of
from repairs.contact_centre.planning.place.shown import about
from repairs.contact_centre.planning.place.standing import Standing, standing_of
from repairs.log.book_visit import book_visit, times_for_planner
from repairs.log.changeable import ChangedMeanwhile, NotChanged
from repairs.log.messages import appointment_of
from repairs.log.models import Repair
from repairs.log.reference import read_reference
from repairs.log.reschedule import PLANNER, take_other_time
from repairs.staff.pages import staff_page

NOTHING_ASKED: dict[str, Any] = {
    "form": None,
    "which": "",
    "problem": "",
    "again": None,
    "seen": 0,
    "diary_down": False,
    "none_at_all": False,
}

log = structlog.get_logger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@planners_only
def place(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = repair_named(reference), timezone.now()
    standing = standing_of(repair, appointment_of(repair), now)
    if not standing.is_open:
        return show(request, repair, standing, now)
    if request.method == "POST":
        return take(request, repair, standing, now)
    return show_times(request, repair, now)


def repair_named(reference: str) -> Repair:
    read = read_reference(reference)
    repairs = Repair.objects.select_related("priority", "trade", "home__patch", "works_order")
    found = repairs.filter(reference=read).first() if read else None
    if found is None:
        raise Http404
    return found


def take(request: HttpRequest, repair: Repair, standing: Standing, now: datetime) -> HttpResponse:
    booked = appointment_of(repair)
    if booked and request.POST.get("slot") == booked.slot != "":
        return to_taken(repair)
    moves = standing == Standing.MOVE
    form = PlaceForm(request.POST, slots=[], repair=repair, moves=moves)
    if is_other_page(request, moves):
        return show_times(request, repair, now, TAKEN)
    if not form.is_valid():
        return show_times(request, repair, now)
    try:
        book_or_move(request, repair, form, now)
    except SlotGone:
        return show_times(request, repair, now, GONE)
    except ChangedMeanwhile:
        return show_times(request, repair_named(repair.reference), now, TAKEN)
    except (DiaryDown, NotBooked) as problem:
        log.warning("visit_not_planned", repair=repair.pk, problem=type(problem).__name__)
        return show(request, repair, standing, now, diary_down=True, again=form.cleaned_data, seen=form.seen)
    except NotChanged:
        return redirect("contact-centre:planning-place", repair.reference)
    return to_taken(repair)


def is_other_page(request: HttpRequest, moves: bool) -> bool:
    """Whether the page that was sent found a time, and there is one by now, or the other way round."""
    return ("moves" in request.POST) != moves


def book_or_move(request: HttpRequest, repair: Repair, form: PlaceForm, now: datetime) -> None:
    slot, diary = form.cleaned_data["slot"], chosen_diary()
    if "why" in form.fields:
        take_other_time(repair, slot, diary, now, seen=form.seen, by=PLANNER, why=form.cleaned_data["why"])
    else:
        book_visit(repair, slot, diary, now, seen=form.seen, planner_id=agent_id(request))


def show_times(request: HttpRequest, repair: Repair, now: datetime, problem: str = "") -> HttpResponse:
    """With what was typed, and the times as they are now."""
    booked = appointment_of(repair)
    standing, which = standing_of(repair, booked, now), which_asked(request)
    slots = times_or_none(repair, now, agent_id(request))
    chosen = which_of(slots or [], repair, booked, which)
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        slots=chosen,
        repair=repair,
        moves=standing == Standing.MOVE,
        from_day=request.GET.get("from", ""),
    )
    if problem:
        form.refuse(problem)
    if problem == TAKEN:
        form.errors.pop("why", None)
    words = {"which": which, "diary_down": slots is None, "none_at_all": slots == [], "problem": problem}
    return show(request, repair, standing, now, form=form if chosen else None, **words)


def which_asked(request: HttpRequest) -> str:
    asked = request.POST if request.method == "POST" else request.GET
    which = asked.get("which", "")
    return which if which in ("suits", "sooner") else ""


def times_or_none(repair: Repair, now: datetime, planner_id: int) -> list[Slot] | None:
    """None where the diary does not answer."""
    try:
        return times_for_planner(repair, now, planner_id)
    except DiaryDown as problem:
        log.warning("diary_down", repair=repair.pk, problem=type(problem).__name__)
        return None


def show(request: HttpRequest, repair: Repair, standing: Standing, now: datetime, **own: Any) -> HttpResponse:
    words = (
        about(repair, now)
        | NOTHING_ASKED
        | {
            "standing": standing.value,
            "just_taken": "booked" in request.GET,
            "page_url": request.path,
            "back_url": reverse("contact-centre:planning-to-book"),
        }
    )
    return staff_page(request, "contact_centre/planning/place.html", words | own)


def to_taken(repair: Repair) -> HttpResponse:
    return redirect(reverse("contact-centre:planning-place", args=[repair.reference]) + "?booked")
