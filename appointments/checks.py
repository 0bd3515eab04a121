from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.utils import timezone

from repairs.council.working_days import last_known_bank_holiday

# Long enough before the end for a council to take a newer release in its ordinary time.
NOTICE_DAYS = 180


def check_bank_holidays(**kwargs: Any) -> list[CheckMessage]:
    """Warns while there is still time to learn of further bank holidays."""
    known_until = last_known_bank_holiday()
    horizon = timezone.localdate() + timedelta(days=settings.APPOINTMENTS_HORIZON_DAYS)
    if horizon + timedelta(days=NOTICE_DAYS) <= known_until:
        return []
    return [
        Warning(
            f"Appointments can be booked until {horizon}, and the last known bank holiday is {known_until}.",
            hint="Install a newer govuk-bank-holidays, or shorten APPOINTMENTS_HORIZON_DAYS.",
            id="appointments.W001",
        )
    ]
