"""The pages of a resident's own repair, for an agent who has verified the caller."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, get_urlconf, set_urlconf
from django.utils import timezone

from repairs.contact_centre.access import agent_id, agents_only
from repairs.contact_centre.helped.found import found_repair
from repairs.contact_centre.helped.shown import MAY_SEE
from repairs.contact_centre.helped.verified import LASTS, Verified, verified_for
from repairs.log.helping import Help, helping
from repairs.log.models import Repair
from repairs.manage.urls import of_a_repair
from repairs.sign_in.put_aside import put_aside
from repairs.staff.access import View, staff_only


@dataclass(frozen=True)
class Helped:
    """What the layout of these pages shows. Templates find it as `request.helped`."""

    repair: Repair
    verified: Verified
    layout: str = "contact_centre/helped/layout.html"

    @property
    def idle_seconds(self) -> int:
        return int(settings.STAFF_IDLE_MINUTES * 60)

    @property
    def seconds(self) -> int:
        return max(0, int((self.verified.until - timezone.now()).total_seconds()))

    @property
    def again(self) -> int:
        return int(LASTS.total_seconds())


def with_help(view: View) -> View:
    """For an agent, while the caller is verified for this repair and no other. What happens is noted as their help."""

    @wraps(view)
    def helped(request: HttpRequest, reference: str, **more: str) -> HttpResponseBase:
        repair, now = found_repair(reference), timezone.now()
        verified = verified_for(request, repair, now)
        if verified is None:
            if request.method == "POST":
                put_aside(request, str(agent_id(request)))
            return redirect("contact-centre:verify", repair.reference)
        known: Any = request
        known.helped = Helped(repair, verified)
        with helping(Help(agent_id(request), verified.channel, repair.pk)), leading_to_staff_pages():
            return view(request, reference=repair.reference, **more)

    return staff_only(MAY_SEE)(agents_only(helped))


@contextmanager
def leading_to_staff_pages() -> Iterator[None]:
    """Meanwhile the addresses of a resident's pages are those of `repairs.contact_centre.helped.addresses`."""
    before = get_urlconf()
    set_urlconf("repairs.contact_centre.helped.addresses")
    try:
        yield
    finally:
        set_urlconf(before)


def asking_more(pattern: URLPattern) -> URLPattern:
    more: dict[str, str] = dict(pattern.default_args)
    return URLPattern(pattern.pattern, with_help(pattern.callback), more, pattern.name)


helped_pages = [asking_more(pattern) for pattern in of_a_repair]
