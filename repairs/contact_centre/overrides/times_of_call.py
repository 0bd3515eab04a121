"""Times that are not offered, for a report that an agent writes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appointments.diary import DiaryDown, SlotGone
from appointments.diary.chosen import chosen_diary
from appointments.offer import first_day
from repairs.contact_centre.access import agents_only
from repairs.contact_centre.calls.around import AroundCall
from repairs.contact_centre.calls.own import own_call
from repairs.contact_centre.overrides.times_page import Times, Visit, alerts_of, times_for
from repairs.contact_centre.overrides.who import NO_REPAIR, who_and_when
from repairs.council.codes import find_priority
from repairs.log.overrides.other_times import of_team
from repairs.report.answers import Answers, BookAnyway, OtherTime, Override
from repairs.report.drafts import decide_otherwise, path_of
from repairs.report.hands import HandedOver
from repairs.report.job import job_of
from repairs.report.models import Draft
from repairs.report.path import Path
from repairs.report.progress import Progress
from repairs.report.steps.slot import as_answer
from repairs.report.steps.tenure import TENURES
from repairs.staff.pages import staff_page

GONE = "That time has just gone. Select another time"


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def times(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft, now, around = own_call(request, draft_id), timezone.now(), AroundCall(request)
    if draft.repair_id:
        return redirect(around.address_when_done(draft))
    if draft.with_resident:
        return redirect(around.address_when_handed_over(draft))
    path = path_of(draft, now, assisted=True)
    if not can_be_visited(path.progress):
        return redirect(around.address_of(draft, path.last))
    found = times_for(request, visit_of(draft, path.progress, now), now)
    try:
        if found.form.is_valid() and (after := keep(request, draft, path.progress, found, now)):
            return redirect(around.address_of(draft, after.last))
    except HandedOver:
        return redirect(around.address_when_handed_over(draft))
    words = (
        NO_REPAIR
        | found.words
        | {
            "page_url": reverse("contact-centre:call-other-times", args=[draft.pk]),
            "back_url": around.address_of(draft, path.last),
        }
    )
    return staff_page(request, "contact_centre/overrides/times.html", words)


def can_be_visited(progress: Progress) -> bool:
    return progress.ending == "book" and progress.home is not None and progress.home.patch is not None


def visit_of(draft: Draft, progress: Progress, now: datetime) -> Visit:
    lead = find_priority(progress.settled.priority).lead_working_days
    home = int(progress.home.key) if progress.home else None
    return Visit(job_of(progress), str(draft.pk), first_day(lead, now), home, to_read(progress))


def to_read(progress: Progress) -> tuple[str, ...]:
    """Why no time would be offered at this home."""
    home, tenure = progress.home, progress.given.tenure
    alerts = alerts_of(int(home.key)) if home and home.calls_back else ()
    said = (f"They say: {dict(TENURES)[tenure]}. Check that this repair is ours.",) if tenure else ()
    return (*alerts, *said)


def keep(request: HttpRequest, draft: Draft, progress: Progress, found: Times, now: datetime) -> Path | None:
    """None where the time could not be had: then the form says why."""
    chosen, diary = found.form.chosen, chosen_diary()
    try:
        if chosen.missing:
            if draft.hold:
                diary.release(draft.hold)
            draft.hold = ""
        else:
            job = of_team(job_of(progress), found.team)
            draft.hold = diary.hold(chosen.slot.id, job, str(draft.pk), now).id
    except (SlotGone, DiaryDown):
        found.form.add_error("slot", GONE)
        return None
    why = who_and_when(request, found.form, now)
    time = OtherTime(slot=chosen.slot.id, said=chosen.said, patch=found.team, has_room=not chosen.missing, **why)
    shown = to_read(progress)

    def update(answers: Answers) -> dict[str, Any]:
        decided: dict[str, Any] = {"time": time}
        if shown:
            decided["anyway"] = BookAnyway(home=answers.home or "", shown=" ".join(shown), **why)
        override = (answers.override or Override()).model_copy(update=decided)
        slot = as_answer(chosen.slot, progress.job)
        return {"override": override, "slot": slot, "no_slot": None, "slot_gone": False, "sooner": False}

    return decide_otherwise(draft, update, now)
