"""The dates that the law sets, in words, before they pass and after."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from repairs.log.models import Repair
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked
from tests.manage.conftest import opened

pytestmark = pytest.mark.usefixtures("outside")

MOULD = {"hazards": ["damp-mould"], "investigate_by": date(2026, 3, 18)}
RIGHT = {"rtr_due": date(2026, 3, 5)}
LOOK = "You told us about damp or mould. By law (Awaab’s Law) we"
WRITE = "we have 3 working days to write to you about what we found, and 5 working days to make it safe"


@pytest.mark.parametrize(
    ("known", "days", "says"),
    [
        (MOULD, 0, f"{LOOK} must look into it by Wednesday 18 March 2026. After that {WRITE}."),
        (MOULD, 20, f"{LOOK} had to look into it by Wednesday 18 March 2026. If we have not, tell us."),
        (RIGHT, 0, "If it is not done by Thursday 5 March 2026, you can ask us to use another contractor."),
        (RIGHT, 2, "It was not done by Thursday 5 March 2026. Ask us to use another contractor."),
        ({"rtr_due": None, "hazards": []}, 0, ""),
    ],
)
def test_the_law_in_words(clock: time_machine.Traveller, known: dict[str, object], days: int, says: str) -> None:
    repair = booked()
    Repair.objects.update(**known)
    clock.move_to(NOW + timedelta(days=days))
    page = opened(repair)
    assert says in page.says
    assert ("Your rights" in page.says) == bool(says)


def test_an_emergency_hazard_is_to_be_safe_within_24_hours(clock: time_machine.Traveller) -> None:
    repair = an_emergency()
    Repair.objects.update(hazards=["structural-collapse"])
    assert "we must make it safe by 10am on Thursday 5 March 2026" in opened(repair).says


def test_the_hours_of_an_emergency_run_from_when_it_got_worse(clock: time_machine.Traveller) -> None:
    repair = an_emergency()
    worse_at: datetime = NOW + timedelta(hours=5)
    Repair.objects.update(hazards=["electrical"], worse_at=worse_at)
    assert "we must make it safe by 3pm on Thursday 5 March 2026" in opened(repair).says
