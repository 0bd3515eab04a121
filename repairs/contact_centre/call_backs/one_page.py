"""The page of one call back."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from repairs.contact_centre.access import MAY_ASSIST
from repairs.contact_centre.call_backs.forms import NoAnswerForm, NoteForm
from repairs.contact_centre.call_backs.shown import name_of, shown_of
from repairs.contact_centre.home_facts import facts_of_home
from repairs.govuk.forms import GovukForm
from repairs.log.calling_back.again import is_tried_enough
from repairs.log.models import CallBack, CallBackNote
from repairs.staff.pages import staff_page


def one_page(request: HttpRequest, call_back: CallBack, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    [shown] = shown_of([call_back], now)
    words: dict[str, Any] = {
        "shown": shown,
        "call_back": call_back,
        "notes": [{"note": note, "who": name_of(note.staff)} for note in notes_of(call_back)],
        "is_mine": call_back.done_at is None and call_back.taken_by_id == request.user.pk,
        "may_take": request.user.has_perm(MAY_ASSIST),
        "tried_enough": is_tried_enough(call_back),
        "note_form": NoteForm(),
        "no_answer_form": NoAnswerForm(),
        "record": facts_of_home(call_back.home_id, now) if call_back.home_id else None,
        "form": None,
        "refused": False,
    }
    return staff_page(request, "contact_centre/call_backs/one.html", words | more, status=status)


def notes_of(call_back: CallBack) -> QuerySet[CallBackNote]:
    """The newest first."""
    return call_back.notes.select_related("staff").order_by("-at", "-pk")


def refuse(request: HttpRequest, call_back: CallBack) -> HttpResponse:
    """Somebody else has it, or it is over: the page says so, and nothing was changed."""
    return one_page(request, call_back, status=409, refused=True)


def with_errors(request: HttpRequest, call_back: CallBack, name: str, form: GovukForm) -> HttpResponse:
    more: dict[str, Any] = {name: form, "form": form}
    return one_page(request, call_back, **more)
