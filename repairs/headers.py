"""What every answer says to the browser: pages, files, refusals, errors and redirects alike."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# What could watch, find or charge a person. No page of ours does, so nothing that gets into one can. There are no
# others, because each is sent with every answer.
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


def safe_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Goes around all other middleware. What a page says for itself, as photos do, stays."""
    headers = tuple(headers_of_every_answer().items())

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in headers:
            response.headers.setdefault(name, value)
        return response

    return with_headers


def headers_of_every_answer() -> dict[str, str]:
    headers = {
        "Content-Security-Policy": settings.CONTENT_SECURITY_POLICY,
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if settings.HTTPS:
        # Whether or not a proxy has said that it was asked by https. Browsers pass over it where they did not.
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
    return headers
