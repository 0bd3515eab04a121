"""Pages about the service itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_POST, require_safe

from repairs.council.accessibility import known
from repairs.council.details import council_details
from repairs.govuk.brand import brand_css, colour_of
from repairs.log import access
from repairs.manage.find import found
from repairs.report import visitor


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/start.html")


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/cookies.html", {"resident": resident_cookies(), "staff": staff_cookies()})


@require_POST
def close_here(request: HttpRequest) -> HttpResponse:
    """On a phone that several people use: nothing of the resident stays open in this browser."""
    response = redirect("find:mine")
    for cookie in (visitor.COOKIE, access.COOKIE, found.COOKIE):
        response.delete_cookie(cookie, samesite="Lax")
    return response


def resident_cookies() -> list[dict[str, str]]:
    days = visitor.LASTS_SECONDS // (24 * 60 * 60)
    return [
        {
            "name": visitor.COOKIE,
            "what_for": "Remembers which reports you started, so that you can carry on with them",
            "goes": f"{days} days after you last start a report",
        },
        {
            "name": access.COOKIE,
            "what_for": "Remembers which of your repairs you opened, so that you can look at them again",
            "goes": f"{access.LASTS_SECONDS // 3600} hours after you last open one",
        },
        {
            "name": found.COOKIE,
            "what_for": "Remembers which repair you gave the reference of, until you have entered your code",
            "goes": f"{found.LASTS_SECONDS // 60} minutes after you give it",
        },
        {
            "name": settings.CSRF_COOKIE_NAME,
            "what_for": "Makes sure that answers come from our pages and nowhere else",
            "goes": "when you close your browser",
        },
    ]


def staff_cookies() -> list[dict[str, str]]:
    return [
        {
            "name": settings.SESSION_COOKIE_NAME,
            "what_for": "Keeps council staff signed in",
            "goes": f"with the browser, or {settings.SESSION_COOKIE_AGE // 3600} hours after signing in",
        },
    ]


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", {"kept": council_details().kept})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html", {"known": known()})


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/contact.html")


def asked_colour(request: HttpRequest) -> str:
    """The one in the address, so that a page gets the style sheet that it was made with whichever process answers."""
    return colour_of(request.META.get("QUERY_STRING", "")) or council_details().brand_colour


def brand_etag(request: HttpRequest) -> str:
    return f'"{asked_colour(request)}"'


@require_safe
@cache_control(public=True, max_age=3600)
@condition(etag_func=brand_etag)
def council_css(request: HttpRequest) -> HttpResponse:
    """The council's colour. The layout asks for it with the colour in its address, so a new colour shows at once."""
    return HttpResponse(brand_css(asked_colour(request)), content_type="text/css; charset=utf-8")
