"""Trying a draft or a published version. Every page is a function of its address, and only `keep` writes."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diagnosis.documents import TreeRefused, say_problem
from diagnosis.models import DraftTree, PublishedTree
from diagnosis.tree import Page, find_option
from repairs.report.try_draft.keep_form import KeepForm
from repairs.report.try_draft.keeping import address_of, keep_it
from repairs.report.try_draft.pages import show_end, show_keeping, show_question, show_stuck
from repairs.report.try_draft.subject import Subject, draft_subject, published_subject
from repairs.report.try_draft.tables import read_tables
from repairs.report.try_draft.trial import Trial, begin
from repairs.report.try_draft.trying import read_trying

VIEW_DRAFT = "diagnosis.view_drafttree"
CHANGE_DRAFT = "diagnosis.change_drafttree"
VIEW_PUBLISHED = "diagnosis.view_publishedtree"


@never_cache
@require_safe
@staff_member_required
def try_draft(request: HttpRequest, pk: int) -> HttpResponse:
    may_change = may(request, CHANGE_DRAFT)
    refuse_unless(may_change or may(request, VIEW_DRAFT))
    return with_trial(request, lambda: draft_subject(pk, may_change=may_change), look)


@never_cache
@require_safe
@staff_member_required
def try_published(request: HttpRequest, pk: int) -> HttpResponse:
    refuse_unless(may(request, VIEW_PUBLISHED))
    return with_trial(request, lambda: published_subject(pk), look)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_member_required
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    refuse_unless(may(request, CHANGE_DRAFT))
    return with_trial(request, lambda: draft_subject(pk, may_change=True), keep_or_ask)


def may(request: HttpRequest, permission: str) -> bool:
    return request.user.has_perm(permission)


def refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def with_trial(
    request: HttpRequest, find: Callable[[], Subject], respond: Callable[[HttpRequest, Trial], HttpResponse]
) -> HttpResponse:
    try:
        return respond(request, begin(find(), read_trying(request.GET), read_tables()))
    except (DraftTree.DoesNotExist, PublishedTree.DoesNotExist):
        return render(request, "report/try/gone.html", status=404, using="jinja2")
    except TreeRefused as refused:
        told = {"problems": [say_problem(problem) for problem in refused.problems]}
        return render(request, "report/try/refused.html", told, using="jinja2")


def look(request: HttpRequest, trial: Trial) -> HttpResponse:
    if begun := trial.from_example(request.GET.get("from", "")):
        return redirect(trial.address(begun))
    answered = next((page for page in trial.walk.pages if page.key == request.GET.get("page")), None)
    if answered is not None:
        return answer(request, trial, answered)
    if trial.asked is not None:
        return show_question(request, trial, trial.asked)
    return show_end(request, trial, trial.decided) if trial.decided else show_stuck(request, trial)


def answer(request: HttpRequest, trial: Trial, page: Page) -> HttpResponse:
    option = find_option(page, request.GET.get("option")) if page.is_choice else next(iter(page.options), None)
    if option is None:
        return show_question(request, trial, page, request.GET if page.options else None)
    return redirect(trial.address(trial.trying.answering(page.key, option.key)))


def keep_or_ask(request: HttpRequest, trial: Trial) -> HttpResponse:
    decided = trial.decided
    if decided is None:
        return redirect(trial.here)
    form = KeepForm(request.POST if request.method == "POST" else None, decided, trial.example)
    kept = keep_it(form, trial, decided, by=request.user.get_username()) if form.is_valid() else None
    if kept is None:
        return show_keeping(request, trial, decided, form)
    words = 'The example “<a class="govuk-notification-banner__link" href="{}">{}</a>” is kept.'
    messages.success(request, format_html(words, address_of(kept), kept.name))
    return redirect(trial.here)
