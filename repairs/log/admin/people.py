"""What needs a person: one list of orders, changes and messages, and a page for each."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from repairs.log.admin.people_forms import RowForm, WhichForm
from repairs.log.admin.people_words import line_of, say_problem, say_replayed, tries_of, who_did_what
from repairs.log.models import WorksOrder
from repairs.log.people.acting import NotDone, seen_of
from repairs.log.people.needed import Asked, how_many_needed, in_order, needed, problems
from repairs.log.people.replay import replay
from repairs.log.people.rows import AnyRow, find_row, name_of, repair_of
from repairs.log.people.try_again import is_for_person_alone, why_not

MAY_LOOK = ("log.view_worksorder", "log.view_worksorderchange", "log.view_message", "log.view_repair")
MAY_SETTLE = "log.settle_worksorder"
ON_A_PAGE = 25

View = Callable[..., HttpResponse]


def for_those_who_may(view: View) -> View:
    """Looking needs one permission, and sending anything another."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        needs = (*MAY_LOOK, MAY_SETTLE) if request.method == "POST" else MAY_LOOK
        if not request.user.has_perms(needs):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who_may
def show_needed(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return replay_chosen(request)
    now = timezone.now()
    problem = read_problem(request.GET.get("problem"))
    asked = Asked(problem=problem)
    total = how_many_needed(now, asked)
    pages = Paginator(range(total), ON_A_PAGE)
    page = pages.get_page(request.GET.get("p"))
    start = ON_A_PAGE * (page.number - 1)
    rows = in_order(needed(now, asked)[start : start + ON_A_PAGE])
    context = {
        "lines": [line_of(row, now) for row in rows],
        "page": page,
        "total": total,
        "problem": problem,
        "problem_words": None if problem is None else say_problem(problem),
        "problems": [(found, say_problem(found), count) for found, count in problems(now)],
    }
    return shown(request, "list", "Needs a person", context)


def read_problem(asked: str | None) -> str | None:
    return None if asked is None else asked.replace("\x00", "")


def replay_chosen(request: HttpRequest) -> HttpResponse:
    form = WhichForm(request.POST)
    back = reverse("admin:log_people")
    if not form.is_valid():
        messages.error(request, "Tick what is to be tried again, or press the button for all.")
        return redirect(back)
    done = replay(form.asked(), request.user.get_username(), timezone.now())
    say = messages.success if done.again else messages.warning
    say(request, say_replayed(done))
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who_may
def show_needed_row(request: HttpRequest, name: str) -> HttpResponse:
    row = find_row(name)
    if row is None:
        raise Http404
    form = RowForm(request.POST) if request.method == "POST" else RowForm()
    if form.is_bound and form.is_valid() and acted(request, form, row):
        return redirect("admin:log_people")
    line = line_of(row, timezone.now())
    context = {
        "row": row,
        "line": line,
        "form": form,
        "seen": seen_of(row),
        "why_not": why_not(row),
        "unknown": is_for_person_alone(row),
        "tries": tries_of(row),
        "acts": who_did_what(row),
        "is_order": isinstance(row, WorksOrder),
        "repair": repair_of(row),
        "back": reverse("admin:log_people"),
    }
    return shown(request, "row", line.what, context)


def acted(request: HttpRequest, form: RowForm, row: AnyRow) -> bool:
    """Where nothing was changed, says why: beside the field, or at the top."""
    try:
        done = form.act(row, request.user.get_username(), timezone.now())
    except NotDone as why:
        form.refuse(why)
        row.refresh_from_db()
        return False
    repair = repair_of(row)
    messages.success(request, f"{repair.reference if repair else 'Email to planners'}: {done}")
    return True


def shown(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    words = {
        **admin.site.each_context(request),
        "opts": WorksOrder._meta,
        "title": title,
        "may_settle": request.user.has_perm(MAY_SETTLE),
        **context,
    }
    return TemplateResponse(request, f"admin/log/people/{template}.html", words)


def address_of(row: AnyRow) -> str:
    return reverse("admin:log_people_row", args=[name_of(row)])
