"""A page of a report, shown or answered: alike for a resident and for an agent who helps one."""

from datetime import datetime, timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from repairs.limits.waiting import wait_until
from repairs.photos.links import photo_path
from repairs.photos.models import Photo
from repairs.report.around import Around
from repairs.report.drafts import answer_page
from repairs.report.hands import HandedOver
from repairs.report.held import held_time
from repairs.report.job import look_ahead
from repairs.report.models import Draft
from repairs.report.page_words import page_words
from repairs.report.path import Page, Path
from repairs.report.step_form import Asking, StepForm
from repairs.report.steps import FORMS

THUMBNAILS_LAST = timedelta(hours=1)


def answer_or_show(
    request: HttpRequest, draft: Draft, path: Path, current: Page, now: datetime, around: Around
) -> HttpResponse:
    form_class = FORMS[current.step.slug]
    asking = Asking(draft, path, current, path.answers, now, request.GET.dict(), around.own_drafts(request, draft))
    if request.method != "POST":
        return show(request, form_class(asking=asking), around)
    form = form_class(request.POST, request.FILES, asking=asking)
    if form.is_valid() and (until := around.refuses(request, form, asking)):
        return wait_until(until, now, show(request, form, around, status=429))
    try:
        update = form.keep() if form.is_valid() else None
        if update is None:
            return show(request, form, around)
        if draft.repair_id:
            return go_on(request, draft, path, current, now, around)
        path = answer_page(draft, path, current, update, now, assisted=around.assisted)
    except HandedOver:
        return redirect(around.address_when_handed_over(draft))
    look_ahead(path.progress, now)
    if form.errors:
        return show(request, form, around)
    following = path.by_slug.get(current.slug, path.last) if form.stays() else path.last
    return go_on(request, draft, path, following, now, around)


def go_on(
    request: HttpRequest, draft: Draft, path: Path, following: Page, now: datetime, around: Around
) -> HttpResponse:
    """To the next page. A browser that can name the address by itself is spared the second trip."""
    if draft.repair_id or "one-trip" not in request.POST:
        response: HttpResponse = redirect(around.address_of(draft, following))
    else:
        asking = Asking(draft, path, following, draft.answers, now, {}, around.own_drafts(request, draft))
        response = show(request, FORMS[following.step.slug](asking=asking), around)
    around.after(request, response, draft)
    return response


def show(request: HttpRequest, form: StepForm, around: Around, status: int = 200) -> HttpResponse:
    asking = form.asking
    before = asking.path.before(asking.page)
    draft = asking.draft
    words = page_words(form) | {
        "layout": around.layout,
        "page_url": around.address_of(draft, asking.page),
        "back_url": around.address_of(draft, before) if before else around.before_first_page(),
        "new_url": around.address_of_another(),
        "page_at": partial(around.address, draft),
        "draft": draft,
        "thumbnail": thumbnail,
        "held": held_time(asking),
        **around.words(form),
    }
    return render(request, form.template, words, status=status, using="jinja2")


def thumbnail(photo: Photo) -> str:
    return photo_path(photo, lasts=THUMBNAILS_LAST, thumbnail=True)
