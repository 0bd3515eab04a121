"""A repair as staff see it, and how an agent begins and ends helping its resident."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.helped.forms import NoteForm, VerifyForm
from repairs.contact_centre.helped.found import found_repair
from repairs.contact_centre.helped.questions import contact_changed_lately
from repairs.contact_centre.helped.shown import MAY_SEE, MAY_WRITE, last_not_verified, staff_words
from repairs.contact_centre.helped.verified import forget_verified, remember_verified, verified_for
from repairs.contact_centre.helped.verifying import verify, what_to_ask
from repairs.log.channels import Channel
from repairs.log.helping import Help
from repairs.log.models import Repair
from repairs.log.staff_notes import write_note
from repairs.manage.change.forms import token_in
from repairs.sign_in.next_page import where_to
from repairs.sign_in.put_aside import forget_aside, newest_aside_under
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

DONE = {
    "note": "Your note is kept.",
    "ended": "You have ended your help.",
    "not-verified": "The caller is not verified. That is in the history. Tell them nothing about this repair.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(MAY_SEE)
def repair(request: HttpRequest, reference: str) -> HttpResponse:
    """A POST is a note."""
    if request.method == "POST" and not request.user.has_perm(MAY_WRITE):
        raise PermissionDenied
    found, now = found_repair(reference), timezone.now()
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        write_note(found, form.cleaned_data["words"], agent_id(request), token_in(request.POST), now)
        return redirect(f"{address_of(found.reference)}?done=note#notes")
    done = DONE.get(request.GET.get("done", ""), "")
    words = staff_words(request, found, now) | {"form": form, "token": uuid4(), "done": done}
    return staff_page(request, "contact_centre/helped/repair.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(MAY_SEE)
@agents_only
def verify_caller(request: HttpRequest, reference: str) -> HttpResponse:
    found, now = found_repair(reference), timezone.now()
    to_ask, typed = what_to_ask(found, now), typed_before(request, found)
    form = VerifyForm(request.POST if request.method == "POST" else None, to_ask=to_ask)
    if form.is_valid():
        channel = Channel(form.cleaned_data["channel"])
        help_ = Help(agent_id(request), channel)
        if verify(found, form.caller, form.marks, help_, token_in(request.POST), now):
            remember_verified(request, found, channel, now)
            return redirect(where_to(request, typed or reverse("contact-centre:helped:repair", args=[found.reference])))
        forget_verified(request, found, now)
        forget_aside(request.session, typed)
        return redirect(f"{address_of(found.reference)}?done=not-verified")
    changed = contact_changed_lately(found, now)
    words = {
        "repair": found,
        "form": form,
        "to_ask": to_ask,
        "token": uuid4(),
        "typed": typed,
        "changed": changed,
        "changed_when": changed.days_ago(now) if changed else "",
        "not_verified_at": last_not_verified(found),
        "back_url": address_of(found.reference),
        "page_url": reverse("contact-centre:verify", args=[found.reference]),
    }
    return staff_page(request, "contact_centre/helped/verify.html", words)


def typed_before(request: HttpRequest, repair: Repair) -> str:
    """The page of this repair that an agent sent when the caller was not verified any more. Empty where none."""
    start = reverse("contact-centre:helped:repair", args=[repair.reference])
    return newest_aside_under(request.session, start, str(agent_id(request)))


@require_POST
@staff_only(MAY_SEE)
@agents_only
def end_help(request: HttpRequest, reference: str) -> HttpResponse:
    found = found_repair(reference)
    forget_verified(request, found, timezone.now())
    forget_aside(request.session, typed_before(request, found))
    return redirect(f"{address_of(found.reference)}?done=ended")


@require_POST
@staff_only(MAY_SEE)
@agents_only
def help_longer(request: HttpRequest, reference: str) -> HttpResponse:
    """The agent says that the same caller is still there. Who is not verified any more is asked again."""
    found, now = found_repair(reference), timezone.now()
    verified = verified_for(request, found, now)
    if verified is None:
        return HttpResponse(status=409)
    remember_verified(request, found, verified.channel, now)
    return HttpResponse(status=204)


def address_of(reference: str) -> str:
    return reverse("contact-centre:repair", args=[reference])
