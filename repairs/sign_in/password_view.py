from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation, update_session_auth_hash
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import Password
from repairs.limits.counting import Limit, Tries, give_back, take
from repairs.sign_in.locked_out import locked_out_until
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

WRONG_OLD = Limit("wrong old passwords", 10)


class PasswordForm(GovukForm):
    title = "Change your password"

    old = forms.CharField(
        label="The password that you have now",
        strip=False,
        widget=Password(autocomplete="current-password"),
        error_messages={"required": "Enter the password that you have now"},
    )
    new = forms.CharField(
        label="Your new password",
        help_text="It must have 12 letters or more. Three words that do not belong together are easy to remember.",
        strip=False,
        widget=Password(autocomplete="new-password"),
        error_messages={"required": "Enter your new password"},
    )

    def __init__(self, data: QueryDict | None, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean_old(self) -> str:
        typed: str = self.cleaned_data["old"]
        if not self.user.check_password(typed):
            raise forms.ValidationError("This is not the password that you have now")
        return typed

    def clean_new(self) -> Any:
        try:
            password_validation.validate_password(self.cleaned_data["new"], self.user)
        except forms.ValidationError as refused:
            # An error here ends without a full stop, and Django's end with one.
            raise forms.ValidationError([message.rstrip(".") for message in refused.messages]) from None
        return self.cleaned_data["new"]


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def password(request: HttpRequest) -> HttpResponse:
    """Whoever signed in elsewhere as the same person is out. Single sign-on has no password here to change."""
    user, now = request.user, timezone.now()
    if not isinstance(user, User) or not user.has_usable_password() or not settings.LOCAL_SIGN_IN:
        raise PermissionDenied
    tries: Tries = [(WRONG_OLD, str(user.pk))]
    if request.method == "POST" and (until := take(tries, now)):
        return locked_out_until(request, until, now)
    form = PasswordForm(request.POST if request.method == "POST" else None, user)
    if form.is_valid():
        give_back(tries)
        user.set_password(form.cleaned_data["new"])
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)
        return redirect("staff:password-changed")
    return staff_page(request, "staff/password.html", {"form": form, "back_url": reverse("staff:home")})


@require_http_methods(["GET", "HEAD"])
@staff_only()
def password_changed(request: HttpRequest) -> HttpResponse:
    return staff_page(request, "staff/password-changed.html")
