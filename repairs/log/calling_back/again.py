"""When somebody is rung again who did not answer."""

from datetime import datetime, timedelta

from django.conf import settings

from repairs.council.details import council_details
from repairs.council.models import PhoneLine
from repairs.log.call_backs import call_back_due
from repairs.log.models import CallBack


def ring_again_at(call_back: CallBack, now: datetime) -> datetime:
    """After some minutes. What is no emergency waits for another working day where the office is closed by then."""
    if call_back.is_emergency:
        return now + timedelta(minutes=settings.EMERGENCY_RUNG_AGAIN_MINUTES)
    again = now + timedelta(minutes=settings.RUNG_AGAIN_MINUTES)
    office = council_details().line(PhoneLine.Key.REPAIRS)
    return again if office.is_open(again) else call_back_due(CallBack.Reason(call_back.reason), now)


def is_tried_enough(call_back: CallBack) -> bool:
    return call_back.tries >= settings.RUNG_AT_LEAST
