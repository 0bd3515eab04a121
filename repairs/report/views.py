"""The pages of a resident's own report. One view serves every page."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repairs.council.details import council_details
from repairs.log.access import grant_repair
from repairs.log.calendar import calendar_response
from repairs.log.links import link_of
from repairs.log.shown import repair_words
from repairs.report.answering import answer_or_show
from repairs.report.around import RESIDENT
from repairs.report.drafts import path_of, start_draft
from repairs.report.hands import hand_to_resident
from repairs.report.models import Draft
from repairs.report.setting import with_home
from repairs.report.short_code import code_of
from repairs.report.visitor import known_drafts, may_open, remember
from repairs.statements import Gap, Read

DRAFT = Read(
    lambda: with_home(Draft.objects.select_related("repair__priority", "repair__trade")).filter(pk=Gap(Draft, "id"))
)
DRAFT_WITH_ORDER = Read(lambda: DRAFT.query().select_related("repair__works_order"))


@never_cache
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """The first page. It has the address of its draft already, so that Back leads to it from the next page."""
    draft, now = start_draft(uuid4()), timezone.now()
    path = path_of(draft, now)
    response = answer_or_show(request, draft, path, path.last, now, RESIDENT)
    remember(request, response, draft.pk)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, draft_id: UUID, slug: str) -> HttpResponse:
    now = timezone.now()
    draft = own_draft(request, draft_id) or unanswered_draft(request, draft_id, slug, now)
    if draft is None:
        return not_yours(request, draft_id)
    if draft.repair_id:
        return redirect("report:done", draft.pk)
    if not draft.is_residents:
        return one_of_us_has_it(request, draft)
    path = path_of(draft, now)
    current = path.by_slug.get(slug)
    if current is None:
        return redirect(RESIDENT.address_of(draft, path.last))
    return answer_or_show(request, draft, path, current, now, RESIDENT)


def not_yours(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Whoever came with a link that has ended is told so."""
    template = "link-over" if known_drafts(request).get(draft_id) else "not-yours"
    return render(request, f"report/{template}.html", status=404, using="jinja2")


def own_draft(request: HttpRequest, draft_id: UUID, read: Read[Draft] = DRAFT) -> Draft | None:
    if not may_open(request, draft_id):
        return None
    draft = read.first(id=draft_id)
    # Whoever has ended all the links has ended this way in too.
    return None if draft and draft.repair and draft.repair.access_version else draft


def unanswered_draft(request: HttpRequest, draft_id: UUID, slug: str, now: datetime) -> Draft | None:
    """The draft of a first page. There is no row until that page is answered."""
    if not may_open(request, draft_id):
        return None
    draft = start_draft(draft_id)
    return draft if slug == path_of(draft, now).last.slug else None


@never_cache
@require_safe
def done(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = own_draft(request, draft_id, DRAFT_WITH_ORDER)
    if draft is None:
        return not_yours(request, draft_id)
    if draft.repair is None and not draft.is_residents:
        return one_of_us_has_it(request, draft)
    if draft.repair is None:
        path = path_of(draft, timezone.now())
        return redirect(RESIDENT.address_of(draft, path.last))
    repair, now = draft.repair, timezone.now()
    if repair.cancel_asked_at:
        to_repair = redirect("manage:repair", repair.reference)
        grant_repair(request, to_repair, repair)
        return to_repair
    words = repair_words(repair, now) | {
        "draft": draft,
        "link": link_of(repair),
        "person": repair.trade.person if repair.trade else "someone",
    }
    response = render(request, "report/done.html", words, using="jinja2")
    # Where one of us has sent it, this is the first that the browser sees of the repair.
    RESIDENT.after(request, response, draft)
    return response


def one_of_us_has_it(request: HttpRequest, draft: Draft) -> HttpResponse:
    """And nothing of what was said, by whomever."""
    words = {"draft": draft, "carry_on": code_of(draft.pk), "office": council_details().line("repairs")}
    return render(request, "report/with-us.html", words, using="jinja2")


@never_cache
@require_POST
def take_back(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The resident goes on alone after all."""
    draft = own_draft(request, draft_id)
    if draft is None:
        return not_yours(request, draft_id)
    hand_to_resident(draft, timezone.now())
    return redirect("report:done", draft.pk)


@never_cache
@require_safe
def calendar(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = own_draft(request, draft_id)
    if draft is None or draft.repair is None:
        raise Http404
    return calendar_response(draft.repair, timezone.now())
