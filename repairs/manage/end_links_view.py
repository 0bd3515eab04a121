"""Ending the links to a repair: by whoever lost one, and by whoever got a message that was not for them."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import Radios
from repairs.log.access import end_grant, grant_repair, granted
from repairs.log.end_links import cancel_links_once, just_ended
from repairs.log.models import Repair
from repairs.log.not_theirs import stop_writing
from repairs.log.reference import read_reference
from repairs.manage.change.forms import token_in
from repairs.manage.own import own_repair

OTHERS, NOT_MINE = "others", "not-mine"
NOT_CHOSEN = "Select why you want to stop the links"


class EndLinksForm(GovukForm):
    title = "Stop the links to this repair"

    why = forms.ChoiceField(
        label="Why do you want to stop the links?",
        choices=[(OTHERS, "Someone else may have a link to my repair"), (NOT_MINE, "This is not my repair")],
        widget=Radios(
            hints={
                OTHERS: "Only this phone or computer can still see it. Our next message has a new link.",
                NOT_MINE: "You will not hear from us about it again.",
            }
        ),
        error_messages={"required": NOT_CHOSEN, "invalid_choice": NOT_CHOSEN},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_links(request: HttpRequest, reference: str) -> HttpResponse:
    now, token = timezone.now(), token_in(request.POST)
    repair = pressed_twice(request, reference, token, now) or own_repair(request, reference)
    form = EndLinksForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        back_url = reverse("manage:repair", args=[repair.reference])
        words = {"form": form, "repair": repair, "token": token, "back_url": back_url}
        return render(request, "manage/end-links.html", words, using="jinja2")
    cancel_links_once(repair, token, now)
    if form.cleaned_data["why"] == NOT_MINE:
        stop_writing(repair, now)
        response = redirect("manage:links-ended", repair.reference)
        end_grant(request, response, repair)
    else:
        response = redirect(reverse("manage:repair", args=[repair.reference]) + "?links-ended")
        grant_repair(request, response, repair)
    return response


def pressed_twice(request: HttpRequest, reference: str, token: UUID, now: datetime) -> Repair | None:
    """The first press has ended what this browser may see, and its answer was lost."""
    read = read_reference(reference)
    version = granted(request).get(read) if read and request.method == "POST" else None
    return None if read is None or version is None else just_ended(read, token, version, now)


@never_cache
@require_http_methods(["GET", "HEAD"])
def links_ended(request: HttpRequest, reference: str) -> HttpResponse:
    """Says nothing of the repair, which whoever comes here can no longer see."""
    return render(request, "manage/links-ended.html", using="jinja2")
