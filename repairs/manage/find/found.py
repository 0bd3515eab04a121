"""Which repair this browser has given reference and postcode of: enough for where it has got to, and no more."""

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from repairs.log.models import Repair

COOKIE = f"{settings.COOKIE_PREFIX}found"
SALT = "repairs.manage.find.found"
LASTS_SECONDS = 30 * 60


def remember_found(response: HttpResponse, reference: str) -> None:
    response.set_signed_cookie(
        COOKIE, reference, salt=SALT, max_age=LASTS_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def found_repair(request: HttpRequest) -> Repair | None:
    try:
        reference = request.get_signed_cookie(COOKIE, salt=SALT, max_age=LASTS_SECONDS)
    except (KeyError, BadSignature):
        return None
    repairs = Repair.objects.select_related("priority", "works_order")
    return repairs.filter(reference=reference).first()
