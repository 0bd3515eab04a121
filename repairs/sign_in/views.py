import time

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repairs.limits.counting import give_back, take
from repairs.sign_in.ends import can_stay, seconds_left
from repairs.sign_in.forms import NOT_RIGHT, SignInForm
from repairs.sign_in.get_in import get_in
from repairs.sign_in.locked_out import for_signing_in, locked_out_until
from repairs.sign_in.models import SecondFactor
from repairs.sign_in.next_page import asked_for, where_to
from repairs.sign_in.open_to_anyone import open_to_anyone
from repairs.sign_in.put_aside import aside_for, ended
from repairs.staff.access import staff_only
from repairs.staff.home_parts import parts_for
from repairs.staff.pages import staff_page


@require_safe
@staff_only()
def home(request: HttpRequest) -> HttpResponse:
    has = SecondFactor.objects.filter(user=request.user.pk).exists()
    return staff_page(request, "staff/home.html", {"groups": parts_for(request.user), "has_second_factor": has})


@open_to_anyone
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" and request.user.is_authenticated and request.user.is_staff:
        return redirect(where_to(request, asked_for(request)))
    form = SignInForm(request.POST if request.method == "POST" and settings.LOCAL_SIGN_IN else None)
    if form.is_valid():
        return check(request, form)
    return show_sign_in(request, form)


def check(request: HttpRequest, form: SignInForm) -> HttpResponse:
    """The same work for a user name that is known and one that is not."""
    username, now = form.cleaned_data["username"], timezone.now()
    tries = for_signing_in(request, username)
    if until := take(tries, now):
        return locked_out_until(request, until, now)
    user = authenticate(request, username=username, password=form.cleaned_data["password"])
    if not isinstance(user, User) or not user.is_staff:
        form.add_error(None, NOT_RIGHT)
        return show_sign_in(request, form)
    give_back(tries)
    return get_in(request, user, asked_for(request))


def show_sign_in(request: HttpRequest, form: SignInForm) -> HttpResponse:
    over = ended(request.session) if not request.user.is_authenticated else None
    words = {
        "form": form,
        "next": asked_for(request),
        "why": over["why"] if over else "",
        "local": settings.LOCAL_SIGN_IN,
        "single": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "user": None,
    }
    return staff_page(request, "staff/sign-in.html", words)


@open_to_anyone
@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("staff:signed-out")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@open_to_anyone
@never_cache
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    return staff_page(request, "staff/signed-out.html")


@open_to_anyone
@never_cache
@require_safe
def time_left(request: HttpRequest) -> HttpResponse:
    """Asked by the page itself. It is the one address that does not count as something happening."""
    now, is_in = time.time(), request.user.is_authenticated
    left = seconds_left(request.session, now) if is_in else 0
    return JsonResponse({"seconds": left, "can_stay": is_in and can_stay(request.session, now)})


@require_POST
@staff_only()
def stay(request: HttpRequest) -> HttpResponse:
    """Counts as something happening, like every other page."""
    return HttpResponse(status=204)


@require_safe
@staff_only()
def carry_on(request: HttpRequest) -> HttpResponse:
    path = asked_for(request)
    aside = aside_for(request.session, path, str(request.user.pk))
    if aside is None:
        return redirect(path or reverse("staff:home"))
    return staff_page(request, "staff/carry-on.html", {"path": path, "aside": aside})
