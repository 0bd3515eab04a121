"""The appointment as a file that a phone's calendar can add."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse

from appointments.calendar import calendar_file
from repairs.council.details import council_details
from repairs.log.models import Appointment, Repair


def calendar_response(repair: Repair, now: datetime) -> HttpResponse:
    """A cancelled visit gives a file that takes it out again."""
    booked = Appointment.objects.filter(repair=repair).first()
    if booked is None:
        raise Http404
    council = council_details()
    number = council.line("repairs").number
    called_off = f"This visit is cancelled. If you did not expect that, ring {number}."
    to_know = (
        f"Someone aged 18 or over must be in. To change or cancel it, open the link in our message, or ring {number}."
    )
    content = calendar_file(
        uid=f"{repair.reference}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=booked.version,
        day=booked.day,
        starts=booked.starts,
        ends=booked.ends,
        summary=f"{council.name}: repair visit",
        location=", ".join([*repair.address.splitlines(), repair.postcode]),
        description=f"Reference {repair.reference}. {called_off if booked.cancelled_at else to_know}",
        now=now,
        cancelled=booked.cancelled_at is not None,
    )
    name = f"repair-{repair.reference}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
