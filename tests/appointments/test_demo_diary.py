from datetime import timedelta

import pytest
from django.core.management import call_command

from appointments.diary import Job
from appointments.models import Window
from appointments.offer import first_day, offer_slots, offered_days
from appointments.plan import plan_days
from repairs.council.models import Patch, Trade
from tests.appointments.conftest import NOW


@pytest.fixture
def demo_diary(db: None) -> None:
    call_command("loaddata", "fixtures/councils/northmere.json", "fixtures/diary.json", verbosity=0)


def test_every_trade_can_come_to_every_patch_on_five_days_within_three_weeks(demo_diary: None) -> None:
    plan_days(NOW.date(), NOW.date() + timedelta(days=21))
    for patch in Patch.objects.all():
        for trade in Trade.objects.all():
            page = offered_days(offer_slots(Job(patch.code, trade.code, 60), 1, NOW))
            assert len(page.days) == 5, (patch, trade)


def test_a_plumber_can_come_to_every_patch_on_the_next_working_day(demo_diary: None) -> None:
    plan_days(NOW.date(), NOW.date() + timedelta(days=14))
    for patch in Patch.objects.all():
        slots = offer_slots(Job(patch.code, "PL", 25), 1, NOW)
        assert [slot.window for slot in slots if slot.day == first_day(1, NOW)] == ["AM", "SCHOOL", "PM"]


def test_the_demo_pattern_is_one_the_admin_would_accept(demo_diary: None) -> None:
    for window in Window.objects.prefetch_related("patterns"):
        window.full_clean()
        for capacity in window.patterns.all():
            capacity.full_clean()
