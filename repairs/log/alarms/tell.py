"""Writing to the council: by SMTP where that is set up, because the message gateway may be what is broken."""

import structlog
from django.conf import settings
from django.core.mail import EmailMessage

from repairs.council.details import council_details
from repairs.council.models import Council
from repairs.log.notify import message_gateway

log = structlog.get_logger(__name__)


def tell_council(subject: str, body: str, *, reference: str) -> bool:
    """Whether it went. Nothing is raised: an alarm that cannot be sent must not stop what else is done."""
    try:
        address = alarm_address()
        if not address:
            log.error("alarm_not_told", reference=reference, problem="no address: set ALARM_EMAIL")
            return False
        if settings.EMAIL_HOST:
            EmailMessage(subject, body, to=[address]).send()
        else:
            message_gateway().send_email(address, subject, body, reference=reference)
    except Exception as problem:  # each of many ways in which mail fails
        log.error("alarm_not_told", reference=reference, problem=type(problem).__name__)
        return False
    return True


def alarm_address() -> str:
    """`ALARM_EMAIL`, or the council's own address."""
    if settings.ALARM_EMAIL:
        return str(settings.ALARM_EMAIL)
    try:
        return council_details().email
    except Council.DoesNotExist:
        return ""
