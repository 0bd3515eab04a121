"""What nobody finishes is forgotten after a week."""

from datetime import timedelta

import pytest
import time_machine

from appointments.models import Place
from repairs.photos.models import Photo
from repairs.report.forget import forget_unfinished
from repairs.report.models import Draft
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check


@pytest.mark.parametrize(("days", "left"), [(6, 1), (8, 0)])
def test_an_unfinished_report_is_kept_for_a_week(
    northmere: None, clock: time_machine.Traveller, days: int, left: int
) -> None:
    reaches_check(Resident())
    clock.shift(timedelta(days=days))
    forget_unfinished(NOW + timedelta(days=days))
    assert Draft.objects.count() == left
    assert not Photo.objects.kept().exists()
    assert left or not Place.objects.filter(held__gt=0).exists()


def test_a_report_that_was_sent_stays(northmere: None, clock: time_machine.Traveller) -> None:
    resident = Resident()
    reaches_check(resident)
    resident.presses("Send report")
    assert forget_unfinished(NOW + timedelta(days=400)) == 0
