"""How urgent a report is, decided by an agent while it is written."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from diagnosis.vocabulary import NOTHING_TO_DO
from repairs.contact_centre.access import agents_only
from repairs.contact_centre.calls.around import AroundCall
from repairs.contact_centre.calls.own import own_call
from repairs.contact_centre.overrides.priority_form import PriorityForm
from repairs.contact_centre.overrides.who import NO_REPAIR, may, may_choose, who_and_when
from repairs.council.models import Priority
from repairs.log.overrides.law import why_not
from repairs.log.overrides.limits import DOWN, UP
from repairs.log.promise import make_promise
from repairs.report.answers import Answers, NewPriority, Override
from repairs.report.drafts import decide_otherwise, path_of
from repairs.report.hands import HandedOver
from repairs.report.models import Draft
from repairs.report.overridden import mark
from repairs.report.path import Path
from repairs.report.progress import Progress
from repairs.staff.pages import staff_page


@require_http_methods(["GET", "HEAD", "POST"])
@agents_only
def priority(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    if not may(request, UP, DOWN):
        raise PermissionDenied
    draft, now, around = own_call(request, draft_id), timezone.now(), AroundCall(request)
    if draft.repair_id:
        return redirect(around.address_when_done(draft))
    if draft.with_resident:
        return redirect(around.address_when_handed_over(draft))
    path = path_of(draft, now, assisted=True)
    decision = path.progress.decision
    if decision is None or decision.ending in NOTHING_TO_DO:
        return redirect(around.address_of(draft, path.last))
    form = form_for(request, path.progress)
    if form.is_valid() and is_allowed(form, path.progress, now):
        try:
            path = keep(request, draft, form, path.progress, now)
        except HandedOver:
            return redirect(around.address_when_handed_over(draft))
        return redirect(around.address_of(draft, path.last))
    words = NO_REPAIR | {
        "form": form,
        "now_is": Priority.objects.get(code=decision.priority),
        "rules": [reason.text for reason in decision.reasons],
        "page_url": reverse("contact-centre:call-priority", args=[draft.pk]),
        "back_url": around.address_of(draft, path.last),
    }
    return staff_page(request, "contact_centre/overrides/priority.html", words)


def form_for(request: HttpRequest, progress: Progress) -> PriorityForm:
    by_rules = Priority.objects.get(code=progress.by_rules(None).priority)
    return PriorityForm(
        request.POST if request.method == "POST" else None,
        base=by_rules,
        may=may_choose(request, by_rules),
        can_go_back=progress.settled.priority != by_rules.code,
    )


def is_allowed(form: PriorityForm, progress: Progress, now: datetime) -> bool:
    """By the law and by the rules for emergencies. Else the form says why."""
    if form.takes_back:
        return True
    owed = make_promise(progress.by_rules(None), progress.tenure, now)
    if why := why_not(form.chosen, owed.priority, now, owed.rtr_due, owed.investigate_by):
        form.add_error("priority", why)
    return not form.errors


def keep(request: HttpRequest, draft: Draft, form: PriorityForm, progress: Progress, now: datetime) -> Path:
    by_rules = progress.by_rules(None)
    chosen = None
    if not form.takes_back:
        why = who_and_when(request, form, now)
        decided = mark(by_rules)
        chosen = NewPriority(priority=form.chosen.code, instead_of=by_rules.priority, decided=decided, **why)

    def update(answers: Answers) -> dict[str, Override]:
        return {"override": (answers.override or Override()).model_copy(update={"priority": chosen})}

    return decide_otherwise(draft, update, now)
