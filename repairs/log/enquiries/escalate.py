from datetime import datetime

import structlog
from django.db import transaction

from repairs.log.enquiries.ask import note
from repairs.log.models import Enquiry, Event

log = structlog.get_logger(__name__)


def escalate(enquiry: Enquiry, now: datetime) -> bool:
    """Once, and not once it is answered."""
    with transaction.atomic():
        open_ones = Enquiry.objects.filter(pk=enquiry.pk, answered_at=None, escalated_at=None)
        if not open_ones.update(escalated_at=now):
            return False
        note(enquiry, Event.Kind.ENQUIRY_ESCALATED, now)
    return True


def escalate_overdue(now: datetime) -> int:
    """Marks those that were not answered in time, and says how many. An alarm stands until they are answered."""
    late = Enquiry.objects.filter(answered_at=None, escalated_at=None, due_at__lte=now).select_related("repair")
    escalated = sum(escalate(enquiry, now) for enquiry in late)
    if escalated:
        log.warning("enquiries_escalated", rows=escalated)
    return escalated
