from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from repairs.govuk.widgets import Password
from repairs.limits.counting import Tries, give_back, take
from repairs.sign_in.locked_out import locked_out_until
from repairs.sign_in.password_view import WRONG_OLD
from repairs.sign_in.second_factor.codes import has_second_factor
from repairs.sign_in.second_factor.forms import WRONG, TypedForm, code_field
from repairs.sign_in.second_factor.trying import TooManyTries, is_right
from repairs.sign_in.sessions import end_sessions, sessions_of
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

TITLE = "Where you are signed in"


class WithCode(TypedForm):
    title = TITLE
    proof = code_field("Code", "The 6 numbers that your authenticator app shows now. Or one of your recovery codes.")


class WithPassword(TypedForm):
    title = TITLE
    proof = forms.CharField(
        label="Your password",
        strip=False,
        widget=Password(autocomplete="current-password"),
        error_messages={"required": "Enter your password"},
    )


class WithNeither(TypedForm):
    """For those whom the council's own sign-in lets in."""

    title = TITLE


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def sessions(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    form = form_for(user)(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid() and is_proved(user, form):
            end_sessions(user, but=request.session.session_key)
            return redirect("staff:sessions")
    except TooManyTries as error:
        return locked_out_until(request, error.until, timezone.now())
    words: dict[str, Any] = {"sessions": sessions_of(user, request.session.session_key)}
    return staff_page(request, "staff/sessions.html", {"form": form, "back_url": reverse("staff:home"), **words})


def form_for(user: User) -> type[TypedForm]:
    if has_second_factor(user):
        return WithCode
    return WithPassword if user.has_usable_password() else WithNeither


def is_proved(user: User, form: TypedForm) -> bool:
    """Raises TooManyTries."""
    typed = form.cleaned_data.get("proof", "")
    if isinstance(form, WithNeither):
        return True
    right, wrong = (is_right, WRONG) if isinstance(form, WithCode) else (is_password, "This is not your password")
    if not right(user, typed):
        form.add_error("proof", wrong)
        return False
    return True


def is_password(user: User, typed: str) -> bool:
    tries: Tries = [(WRONG_OLD, str(user.pk))]
    if until := take(tries, timezone.now()):
        raise TooManyTries(until)
    if not user.check_password(typed):
        return False
    give_back(tries)
    return True
