"""A tenant reports a leak under the kitchen sink and leaves with a booked time."""

from repairs.log.models import Message, Repair, WorksOrder
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check


def test_a_tenant_reports_a_leak_and_leaves_with_a_time(resident: Resident) -> None:
    reaches_check(resident)
    assert resident.heading == "Check your answers"
    assert "Thursday 5 March 2026" in resident.says
    assert "1 Test Street" in resident.says
    resident.presses("Send report and book appointment")
    assert resident.heading == "We have your report"
    repair = Repair.objects.get()
    assert repair.reference in resident.says
    assert repair.priority.code == "U1"
    assert "covered by the Right to Repair. If it is not done by Thursday 5 March 2026" in resident.says
    assert WorksOrder.objects.get().repair == repair
    assert set(Message.objects.values_list("kind", flat=True)) == {"booked", "received", "reminder"}


def test_it_takes_eleven_pages_from_start_to_check_answers(resident: Resident) -> None:
    reaches_check(resident)
    after_start = resident.pages[1:]
    assert len(after_start) == 11
    assert after_start[-1].endswith("/check/")
