from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from repairs.sign_in.put_aside import aside_for

NEXT = "next"
LONGEST = 2000


def asked_for(request: HttpRequest) -> str:
    """The page of this site that somebody wanted before they were asked to sign in. Otherwise empty."""
    wanted = request.POST.get(NEXT, "") or request.GET.get(NEXT, "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") and len(wanted) <= LONGEST else ""


def where_to(request: HttpRequest, wanted: str) -> str:
    """Once signed in. By way of what was put aside for that page, if anything was."""
    if wanted and aside_for(request.session, wanted, str(request.user.pk)):
        return f"{reverse('staff:carry-on')}?{urlencode({NEXT: wanted})}"
    return wanted or reverse("staff:home")
