import pytest
from pytest_django import Settings

from repairs.council.details import forget_details
from repairs.council.models import Council, PhoneLine
from repairs.log.models import Appointment, Message
from tests.log.messages.situations import (
    LONGEST_COUNCIL,
    LONGEST_DAY,
    LONGEST_NUMBER,
    LONGEST_SITE,
    LONGEST_WINDOW,
    SITUATIONS,
    WORDY,
)


@pytest.fixture(params=SITUATIONS)
def message(request: pytest.FixtureRequest, northmere: None, settings: Settings) -> Message:
    settings.SITE_URL = LONGEST_SITE
    make, kind = SITUATIONS[request.param]
    repair = make(contact=WORDY)
    Appointment.objects.update(day=LONGEST_DAY, **LONGEST_WINDOW)
    Council.objects.update(name=LONGEST_COUNCIL)
    PhoneLine.objects.update(number=LONGEST_NUMBER)
    forget_details()
    message, _ = Message.objects.get_or_create(repair=repair, kind=kind, defaults={"channel": "text"})
    return Message.objects.select_related("repair__priority").get(pk=message.pk)
