"""Pages for staff alone: `@staff_only("log.view_callback")` before the view."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]
SIGN_IN = "staff:sign-in"


def staff_only(*permissions: str) -> Callable[[View], View]:
    """Whoever is not signed in is asked to. Whoever is, and lacks one of the permissions, is refused."""

    def protect(view: View) -> View:
        @wraps(view)
        def protected(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), resolve_url(SIGN_IN))
            if not request.user.is_staff or not request.user.has_perms(permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(protected)

    return protect
