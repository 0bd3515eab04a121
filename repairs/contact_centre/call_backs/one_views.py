"""The page of one call back, and the pages on which something is written about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from repairs.contact_centre.call_backs.access import by_agents, find
from repairs.contact_centre.call_backs.forms import CloseForm, NoAnswerForm, NoteForm
from repairs.contact_centre.call_backs.list_views import MAY_SEE
from repairs.contact_centre.call_backs.one_page import one_page, refuse, with_errors
from repairs.contact_centre.call_backs.shown import name_of
from repairs.log.calling_back import holding
from repairs.log.calling_back.acting import NotDone
from repairs.log.calling_back.ending import end
from repairs.log.calling_back.noting import note_no_answer, write_note
from repairs.log.models import CallBack
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

FORM = ["GET", "HEAD", "POST"]


@require_safe
@staff_only(MAY_SEE)
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    return one_page(request, find(request, pk))


@require_http_methods(FORM)
@by_agents
def note(request: HttpRequest, call_back: CallBack) -> HttpResponse:
    form = NoteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return with_errors(request, call_back, "note_form", form)
    write_note(call_back, form.cleaned_data["words"], form.cleaned_data["key"], timezone.now())
    return redirect("contact-centre:call-back", call_back.pk)


@require_http_methods(FORM)
@by_agents
def no_answer(request: HttpRequest, call_back: CallBack) -> HttpResponse:
    form = NoAnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return with_errors(request, call_back, "no_answer_form", form)
    try:
        note_no_answer(call_back, form.cleaned_data["words"], form.cleaned_data["key"], timezone.now())
    except NotDone:
        return refuse(request, call_back)
    return redirect("contact-centre:call-back", call_back.pk)


@require_http_methods(FORM)
@by_agents
def close(request: HttpRequest, call_back: CallBack) -> HttpResponse:
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        how, key = CallBack.Ending(form.cleaned_data["how"]), form.cleaned_data["key"]
        try:
            end(call_back, how, form.words_given, key, timezone.now(), request.user.get_username())
        except NotDone:
            return refuse(request, call_back)
        return redirect("contact-centre:call-backs")
    if call_back.done_at or call_back.taken_by_id != request.user.pk:
        return refuse(request, call_back)
    return staff_page(request, "contact_centre/call_backs/close.html", {"form": form, "call_back": call_back})


@require_http_methods(FORM)
@by_agents
def take_over(request: HttpRequest, call_back: CallBack) -> HttpResponse:
    """`from` is who had it when the page asked whether they are sure."""
    if request.method == "POST":
        try:
            holding.take_over(call_back, id_of(request.POST.get("from", "")), timezone.now())
        except NotDone:
            return refuse(request, call_back)
        return redirect("contact-centre:call-back", call_back.pk)
    if call_back.done_at or call_back.taken_by is None or call_back.taken_by_id == request.user.pk:
        return redirect("contact-centre:call-back", call_back.pk)
    words = {"call_back": call_back, "holder": name_of(call_back.taken_by)}
    return staff_page(request, "contact_centre/call_backs/take-over.html", words)


def id_of(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
