"""The appointment as a file that a phone's calendar can add."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse

from appointments.calendar import calendar_file
from repairs.council.details import council_details
from repairs.log.messages import appointment_of
from repairs.log.models import Repair


def calendar_response(repair: Repair, now: datetime) -> HttpResponse:
    booked = appointment_of(repair)
    if booked is None:
        raise Http404
    council = council_details()
    content = calendar_file(
        uid=f"{repair.reference}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=booked.version,
        day=booked.day,
        starts=booked.starts,
        ends=booked.ends,
        summary=f"{council.name}: repair visit",
        location=", ".join([*repair.address.splitlines(), repair.postcode]),
        description=(
            f"Reference {repair.reference}. Someone aged 18 or over must be in. "
            f"To change it ring {council.line('repairs').number} or write to {council.email}."
        ),
        now=now,
    )
    name = f"repair-{repair.reference}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
