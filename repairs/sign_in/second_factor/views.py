from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from repairs.sign_in.get_in import signed_in
from repairs.sign_in.half_way import give_longer, half_way, person_half_way
from repairs.sign_in.locked_out import locked_out_until
from repairs.sign_in.open_to_anyone import open_to_anyone
from repairs.sign_in.second_factor.codes import has_second_factor, new_recovery_codes
from repairs.sign_in.second_factor.forms import WRONG, WRONG_OLD, CodeForm, NewCodesForm, ReplaceForm, SetUpForm
from repairs.sign_in.second_factor.set_up import in_fours, keep_app, new_secret, picture
from repairs.sign_in.second_factor.trying import TooManyTries, is_right
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

METHODS = ["GET", "HEAD", "POST"]


@open_to_anyone
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def code(request: HttpRequest) -> HttpResponse:
    user, asked = person_half_way(request), half_way(request)
    if user is None or asked is None:
        return redirect("staff:sign-in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid() and is_right(user, form.cleaned_data["code"]):
            return redirect(signed_in(request, user, asked["next"]))
    except TooManyTries as error:
        return locked_out_until(request, error.until, timezone.now())
    if form.is_bound and form.is_valid():
        form.add_error("code", WRONG)
    words = {"form": form, "user": None, "seconds": give_longer(request, asked), "stay": reverse("staff:code")}
    return staff_page(request, "staff/code.html", words)


@open_to_anyone
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def set_up(request: HttpRequest) -> HttpResponse:
    """For whoever must before they get in, and for whoever is in and has another phone."""
    user = person_half_way(request) or (request.user if request.user.is_authenticated else None)
    if not isinstance(user, User) or not user.is_staff:
        return redirect("staff:sign-in")
    has = has_second_factor(user)
    if has and not request.user.is_authenticated:
        return redirect("staff:code")
    form = (ReplaceForm if has else SetUpForm)(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid() and is_kept(request, user, form):
            return show_new_codes(request, user)
    except TooManyTries as error:
        return locked_out_until(request, error.until, timezone.now())
    secret = new_secret(request.session)
    asked = half_way(request)
    words = {
        "form": form,
        "has": has,
        "picture": picture(secret, user),
        "secret": in_fours(secret),
        "seconds": give_longer(request, asked) if asked else 0,
        "stay": reverse("staff:second-factor"),
    }
    return staff_page(request, "staff/second-factor.html", words)


def is_kept(request: HttpRequest, user: User, form: SetUpForm) -> bool:
    if "old" in form.cleaned_data and not is_right(user, form.cleaned_data["old"]):
        form.add_error("old", WRONG_OLD)
        return False
    if not keep_app(request.session, user, form.cleaned_data["code"]):
        form.add_error("code", WRONG)
        return False
    return True


def show_new_codes(request: HttpRequest, user: User) -> HttpResponse:
    """Shown in the answer itself, and kept nowhere that could be read."""
    asked = half_way(request)
    onward = signed_in(request, user, asked["next"]) if asked else reverse("staff:home")
    return staff_page(request, "staff/recovery-codes.html", {"codes": new_recovery_codes(user), "onward": onward})


@sensitive_post_parameters()
@require_http_methods(METHODS)
@staff_only()
def recovery_codes(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or not has_second_factor(user):
        return redirect("staff:second-factor")
    form = NewCodesForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid() and is_right(user, form.cleaned_data["code"]):
            return show_new_codes(request, user)
    except TooManyTries as error:
        return locked_out_until(request, error.until, timezone.now())
    if form.is_bound and form.is_valid():
        form.add_error("code", WRONG)
    return staff_page(request, "staff/code.html", {"form": form, "seconds": 0, "back_url": reverse("staff:home")})
