from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

View = Callable[..., HttpResponse]


def over_https(view: View) -> View:
    """For other systems, which would follow a redirect and never hear that their secret went in the open."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return JsonResponse({"problem": "Use https."}, status=HTTPStatus.FORBIDDEN)
        return view(request)

    return checked
