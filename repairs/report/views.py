"""One view serves every page of a report."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from repairs.log.access import grant_repair
from repairs.log.calendar import calendar_response
from repairs.log.links import link_of
from repairs.log.shown import repair_words
from repairs.photos.links import photo_path
from repairs.photos.models import Photo
from repairs.report.drafts import answer_page, path_of, start_draft
from repairs.report.job import look_ahead
from repairs.report.look_ups import refuse_look_up
from repairs.report.models import Draft
from repairs.report.page_words import page_words
from repairs.report.path import Page, Path
from repairs.report.step_form import Asking, StepForm
from repairs.report.steps import FORMS
from repairs.report.visitor import drafts_of, may_open, remember

THUMBNAILS_LAST = timedelta(hours=1)


@never_cache
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """The first page. It has the address of its draft already, so that Back leads to it from the next page."""
    draft, now = start_draft(uuid4()), timezone.now()
    path = path_of(draft, now)
    response = answer_or_show(request, draft, path, path.last, now)
    remember(request, response, draft.pk)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, draft_id: UUID, slug: str) -> HttpResponse:
    now = timezone.now()
    draft = own_draft(request, draft_id) or unanswered_draft(request, draft_id, slug, now)
    if draft is None:
        return render(request, "report/not-yours.html", status=404, using="jinja2")
    if draft.repair_id:
        return redirect("report:done", draft.pk)
    path = path_of(draft, now)
    current = path.by_slug.get(slug)
    if current is None:
        return redirect(address_of(draft, path.last))
    return answer_or_show(request, draft, path, current, now)


def answer_or_show(request: HttpRequest, draft: Draft, path: Path, current: Page, now: datetime) -> HttpResponse:
    form_class = FORMS[current.step.slug]
    asking = Asking(draft, path, current, draft.answers, now, request.GET.dict(), tuple(drafts_of(request)))
    if request.method != "POST":
        return show(request, form_class(asking=asking))
    form = form_class(request.POST, request.FILES, asking=asking)
    if form.is_valid() and refuse_look_up(request, form, now):
        return show(request, form, status=429)
    update = form.keep() if form.is_valid() else None
    if update is None:
        return show(request, form)
    if draft.repair_id:
        return go_on(request, draft, path, current, now)
    path = answer_page(draft, current, update, now)
    look_ahead(path.progress, now)
    if form.errors:
        return show(request, form)
    following = path.by_slug.get(current.slug, path.last) if form.stays() else path.last
    return go_on(request, draft, path, following, now)


def go_on(request: HttpRequest, draft: Draft, path: Path, following: Page, now: datetime) -> HttpResponse:
    """To the next page. A browser that can name the address by itself is spared the second trip."""
    if draft.repair_id or "one-trip" not in request.POST:
        response: HttpResponse = redirect(address_of(draft, following))
    else:
        asking = Asking(draft, path, following, draft.answers, now, {}, tuple(drafts_of(request)))
        response = show(request, FORMS[following.step.slug](asking=asking))
    remember(request, response, draft.pk)
    if draft.repair and not draft.repair.access_version:
        grant_repair(request, response, draft.repair)
    return response


def show(request: HttpRequest, form: StepForm, status: int = 200) -> HttpResponse:
    asking = form.asking
    before = asking.path.before(asking.page)
    draft = asking.draft
    words = page_words(form) | {
        "page_url": address_of(draft, asking.page),
        "back_url": address_of(draft, before) if before else reverse("start"),
        "new_url": reverse("report:new"),
        "draft": draft,
        "thumbnail": thumbnail,
    }
    return render(request, form.template, words, status=status, using="jinja2")


def thumbnail(photo: Photo) -> str:
    return photo_path(photo, lasts=THUMBNAILS_LAST, thumbnail=True)


def own_draft(request: HttpRequest, draft_id: UUID) -> Draft | None:
    if not may_open(request, draft_id):
        return None
    draft = Draft.objects.select_related("repair__priority", "repair__trade").filter(pk=draft_id).first()
    # Whoever has ended all the links has ended this way in too.
    return None if draft and draft.repair and draft.repair.access_version else draft


def unanswered_draft(request: HttpRequest, draft_id: UUID, slug: str, now: datetime) -> Draft | None:
    """The draft of a first page. There is no row until that page is answered."""
    if not may_open(request, draft_id):
        return None
    draft = start_draft(draft_id)
    return draft if slug == path_of(draft, now).last.slug else None


def address_of(draft: Draft, page: Page) -> str:
    return reverse("report:page", args=[draft.pk, page.slug])


@never_cache
@require_safe
def done(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = own_draft(request, draft_id)
    if draft is None:
        return render(request, "report/not-yours.html", status=404, using="jinja2")
    if draft.repair is None:
        path = path_of(draft, timezone.now())
        return redirect(address_of(draft, path.last))
    repair, now = draft.repair, timezone.now()
    if repair.cancel_asked_at:
        response = redirect("manage:repair", repair.reference)
        grant_repair(request, response, repair)
        return response
    words = repair_words(repair, now) | {
        "draft": draft,
        "link": link_of(repair),
        "person": repair.trade.person if repair.trade else "someone",
    }
    return render(request, "report/done.html", words, using="jinja2")


@never_cache
@require_safe
def calendar(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = own_draft(request, draft_id)
    if draft is None or draft.repair is None:
        raise Http404
    return calendar_response(draft.repair, timezone.now())
