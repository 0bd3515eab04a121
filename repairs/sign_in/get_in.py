from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from repairs.sign_in.half_way import HALF_WAY, begin_half_way
from repairs.sign_in.next_page import where_to
from repairs.sign_in.put_aside import keep_only_of
from repairs.sign_in.second_factor.codes import has_second_factor

BACKEND = "django.contrib.auth.backends.ModelBackend"


def get_in(request: HttpRequest, user: User, wanted: str, *, second_step: bool | None = None) -> HttpResponse:
    """With the password, or by single sign-on. `second_step` says whether ours is asked for as well.

    Unless it is said, whoever has set it up is asked for it, and whoever must have it sets it up.
    """
    has = has_second_factor(user)
    if second_step is False or not (has or second_step or settings.STAFF_SECOND_FACTOR):
        return redirect(signed_in(request, user, wanted))
    begin_half_way(request, user, wanted)
    return redirect("staff:code" if has else "staff:second-factor")


def signed_in(request: HttpRequest, user: User, wanted: str) -> str:
    """The end of every way in. The session gets a new key. Returns where to go on."""
    login(request, user, backend=BACKEND)
    request.session.pop(HALF_WAY, None)
    request.session.set_expiry(None)
    keep_only_of(request.session, str(user.pk))
    return where_to(request, wanted)
