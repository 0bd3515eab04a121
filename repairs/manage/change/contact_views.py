"""How to reach whoever reported a repair. A code shows that a new phone or email is theirs before we write there."""

from datetime import datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from repairs.limits.counting import give_back, take
from repairs.log.access import grant_repair, granted
from repairs.log.changeable import ChangedMeanwhile
from repairs.log.details import contact_code
from repairs.log.details.contact import contact_details_of, way_to_prove
from repairs.log.details.still_open import Over, is_over
from repairs.log.models import ContactChange, Repair
from repairs.log.reference import read_reference
from repairs.manage.change.forms import CHANGED, ContactForm, seen_in, token_in
from repairs.manage.change.shown import show_over, show_page, to_changed
from repairs.manage.find import limits
from repairs.manage.find.forms import WRONG_CODE, CodeForm
from repairs.manage.find.too_many import too_many
from repairs.manage.own import own_repair


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    if again := pressed_twice(request, reference, now):
        return again
    repair = own_repair(request, reference)
    if is_over(repair):
        return show_over(request, repair, now)
    pending = contact_code.pending_change(repair, now)
    before = contact_code.details_of(pending) if pending else contact_details_of(repair)
    form = ContactForm(request.POST if request.method == "POST" else None, before=before)
    if form.is_valid():
        try:
            return keep(request, repair, form, now)
        except Over:
            return show_over(request, repair, now)
        except ChangedMeanwhile:
            repair = Repair.objects.get(pk=repair.pk)
            form.add_error(None, CHANGED)
    seen, token = contact_details_of(repair).seen, uuid4()
    return show_page(request, "manage/change/contact.html", repair, now, form=form, seen=seen, token=token)


def keep(request: HttpRequest, repair: Repair, form: ContactForm, now: datetime) -> HttpResponse:
    """Raises ChangedMeanwhile or Over."""
    details, token = form.details, token_in(request.POST)
    known = contact_code.same_change(repair, details, token, now)
    way = way_to_prove(contact_details_of(repair), details)
    if way and known is None and (until := take(limits.for_codes_to(request, repair, way[1]), now)):
        return too_many(request, until, now)
    change = known or contact_code.change_contact(repair, details, token, now, seen=seen_in(form))
    return done(request, repair) if change.done_at else redirect("manage:contact-code", repair.reference)


def done(request: HttpRequest, repair: Repair) -> HttpResponse:
    """All others are shut out. This browser stays in."""
    response = to_changed(repair, "contact")
    grant_repair(request, response, Repair.objects.get(pk=repair.pk))
    return response


def pressed_twice(request: HttpRequest, reference: str, now: datetime) -> HttpResponse | None:
    """The first press has ended what this browser may see, and its answer was lost."""
    read = read_reference(reference)
    version = granted(request).get(read) if read and request.method == "POST" else None
    if read is None or version is None:
        return None
    repair = contact_code.just_done(read, token_in(request.POST), version, now)
    return done(request, repair) if repair else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    if again := pressed_twice(request, reference, now):
        return again
    repair = own_repair(request, reference)
    if is_over(repair):
        return show_over(request, repair, now)
    pending = contact_code.pending_change(repair, now)
    if pending is None:
        return redirect("manage:contact", repair.reference)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        tries = limits.for_code_tries(request)
        if until := take(tries, now):
            return too_many(request, until, now)
        try:
            if contact_code.prove(repair, form.cleaned_data["code"], now):
                give_back(tries)
                return done(request, repair)
        except Over:
            return show_over(request, repair, now)
        form.add_error("code", WRONG_CODE)
    return show_code(request, repair, pending, form, now)


def show_code(
    request: HttpRequest, repair: Repair, pending: ContactChange, form: CodeForm, now: datetime
) -> HttpResponse:
    own = {
        "form": form,
        "sent_to": pending.email if pending.tell_by == Repair.TellBy.EMAIL else pending.phone,
        "token": pending.token,
        "seconds": max(0, int((pending.expires_at - now).total_seconds())),
        "back_url": reverse("manage:contact", args=[repair.reference]),
    }
    return show_page(request, "manage/change/contact-code.html", repair, now, **own)


@never_cache
@require_POST
def new_code(request: HttpRequest, reference: str) -> HttpResponse:
    repair, now = own_repair(request, reference), timezone.now()
    pending = contact_code.pending_change(repair, now)
    if pending is None:
        return redirect("manage:contact", repair.reference)
    way = contact_code.details_of(pending).way
    if way and (until := take(limits.for_codes_to(request, repair, way[1]), now)):
        return too_many(request, until, now)
    contact_code.send_code_again(repair, now)
    return redirect("manage:contact-code", repair.reference)
