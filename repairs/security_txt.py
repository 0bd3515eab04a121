"""Where to tell of a hole in the service, for those who look for one: RFC 9116."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

LASTS = timedelta(days=180)
"""It is said anew each day, so it never ends while the service runs, and is soon over once it does not."""


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def security_txt(request: HttpRequest) -> HttpResponse:
    return HttpResponse(words(timezone.now()), content_type="text/plain; charset=utf-8")


def words(now: datetime) -> str:
    expires = (now + LASTS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": f"{expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": "en",
        "Canonical": f"{settings.SITE_URL}/.well-known/security.txt",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())
