"""A resident asks about a repair on a phone 320 pixels wide, by hand and without JavaScript."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from repairs.log.models import Appointment, Enquiry, JobState, Repair, VisitAnswer, WorksOrder
from tests.browser.conftest import NewVisitor
from tests.browser.devices import PHONE, PLAIN_PHONE
from tests.browser.test_change import opens_link
from tests.browser.test_change import repair as repair

DEVICES = [pytest.param(PHONE, id="with JavaScript"), pytest.param(PLAIN_PHONE, id="without JavaScript")]


@pytest.mark.parametrize("device", DEVICES)
def test_an_update_and_what_got_worse(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    visitor = opens_link(opens(**device), repair)
    visitor.follows("I need an update")
    visitor.types(words="When?").presses("Ask for an update")
    assert "We will answer by" in visitor.says
    visitor.follows("It has got worse")
    visitor.presses("Tell us that it has got worse")
    assert visitor.error == "Select what is happening now, or none of these"
    visitor.chooses("A ceiling is bulging, sagging or has come down").presses("Tell us that it has got worse")
    assert "Ring us now" in visitor.says
    assert set(Enquiry.objects.values_list("kind", flat=True)) == {"update", "worse"}


@pytest.mark.parametrize("device", DEVICES)
def test_no_one_came_and_another_time(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    Appointment.objects.update(day=timezone.localdate() - timedelta(days=1))
    visitor = opens_link(opens(**device), repair)
    visitor.follows("No one came")
    visitor.presses("Tell us that no one came")
    visitor.chooses(visitor.options[0]).presses("Book this time")
    assert "Your visit is now" in visitor.says


@pytest.mark.parametrize("device", DEVICES)
def test_not_fixed_a_complaint_and_two_questions(opens: NewVisitor, repair: Repair, device: dict[str, Any]) -> None:
    WorksOrder.objects.update(job_state=JobState.COMPLETED, job_state_at=timezone.now())
    visitor = opens_link(opens(**device), repair)
    visitor.follows("Answer 2 questions")
    visitor.picks(overall="neither", time_taken="very-satisfied").presses("Send your answers")
    assert VisitAnswer.objects.count() == 1
    visitor.follows("Tell us on the page of your repair")
    visitor.follows("I want to complain")
    visitor.types(words="It took too long.").presses("Send your complaint")
    visitor.follows("It is not fixed")
    visitor.types(words="It drips again.").presses("Tell us that it is not fixed")
    visitor.chooses(visitor.options[0]).presses("Book this time")
    assert Repair.objects.get(recall_of=repair).appointment
