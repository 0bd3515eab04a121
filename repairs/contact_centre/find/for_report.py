"""The report for which a home is looked for, where it is for one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from repairs.contact_centre.calls.own import own_call
from repairs.homes.models import Home
from repairs.report.drafts import answer_page, path_of
from repairs.report.models import Draft
from repairs.report.path import Path


def report_for(request: HttpRequest) -> Draft | None:
    """Raises Http404 where it is not theirs."""
    named = request.POST.get("for") or request.GET.get("for")
    if not named:
        return None
    try:
        return own_call(request, UUID(named))
    except ValueError:
        return None


def choose_home(draft: Draft, home: Home, now: datetime) -> Path:
    """Answers the postcode and the home of a report, as if on its own pages: what hung on another home is forgotten.

    Before it has come to its home, and once it is sent, nothing changes.
    """
    with transaction.atomic():
        path = path_of(draft, now, assisted=True)
        for slug, answer in (("postcode", home.postcode), ("home", str(home.pk))):
            if page := path.by_slug.get(slug):
                path = answer_page(draft, path, page, {slug: answer}, now, assisted=True)
    return path
