"""Dangers come first: who to ring, and nothing that was said is lost."""

from datetime import datetime

import pytest
import time_machine

from repairs.council.deadlines import LONDON
from repairs.log.models import CallBack, Event, Message, Repair, WorksOrder
from repairs.report.models import Draft
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_contact, gives_home

OFFICE, OUT_OF_HOURS = "tel:01632960001", "tel:01632960002"

DANGERS = [
    ("Water is getting into something electric", ["Keep what I told you"], "E2"),
    ("A ceiling is bulging, sagging or has come down", ["Keep what I told you"], "E2"),
    (
        "Water is pouring or spreading and I cannot catch it",
        ["From inside this home", "Yes, but it is still leaking", "Yes", "Keep what I told you"],
        "E2",
    ),
    (
        "Water is pouring or spreading and I cannot catch it",
        ["I am not sure", "I have not tried yet", "No, it is still leaking", "No", "Keep what I told you"],
        "E24",
    ),
    (
        "Water is pouring or spreading and I cannot catch it",
        ["From the home above, or next door", "Keep what I told you"],
        "E24",
    ),
    ("Waste from a toilet or drain is coming into my home", ["Yes", "Keep what I told you"], "E2"),
    ("I have no water at all", ["Yes, they have water", "Keep what I told you"], "E24"),
]


def goes_through(resident: Resident, answers: list[str]) -> None:
    for answer in answers:
        buttons = [button for button in resident.buttons if button.startswith(answer)]
        if buttons:
            resident.presses(answer)
        else:
            resident.answers(answer)


@pytest.mark.parametrize(("danger", "answers", "priority"), DANGERS)
def test_a_danger_is_rung_about_first_and_kept_with_a_call_back(
    resident: Resident, danger: str, answers: list[str], priority: str
) -> None:
    resident.starts()
    resident.answers(danger)
    goes_through(resident, answers[:-1])
    assert resident.phone_links[0] == OFFICE
    goes_through(resident, answers[-1:])
    waiting = CallBack.objects.get()
    assert (waiting.reason, waiting.home, waiting.repair) == ("emergency", None, None)
    gives_home(resident)
    assert CallBack.objects.get().home is not None
    assert resident.heading == "The home and who lives there"
    resident.presses()
    gives_contact(resident)
    resident.presses("Send report")
    repair = Repair.objects.get()
    assert (repair.priority.code, repair.ending) == (priority, "ring")
    assert CallBack.objects.get().repair == repair
    assert WorksOrder.objects.get().repair == repair
    assert Message.objects.get().kind == "emergency"
    assert OFFICE in resident.phone_links


def test_a_danger_is_kept_as_soon_as_it_is_told(resident: Resident) -> None:
    resident.starts()
    resident.answers("Water is getting into something electric")
    assert CallBack.objects.get().problem == "Stay away from water near electrics"
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (datetime(2026, 3, 4, 10, 0), OFFICE),
        (datetime(2026, 3, 4, 17, 59), OFFICE),
        (datetime(2026, 3, 4, 18, 0), OUT_OF_HOURS),
        (datetime(2026, 3, 6, 17, 30), OUT_OF_HOURS),
        (datetime(2026, 3, 7, 10, 0), OUT_OF_HOURS),
        (datetime(2026, 4, 3, 10, 0), OUT_OF_HOURS),
        (datetime(2026, 7, 1, 8, 0), OFFICE),
        (datetime(2026, 7, 1, 7, 59), OUT_OF_HOURS),
    ],
)
def test_the_number_to_ring_goes_by_the_clock(
    resident: Resident, clock: time_machine.Traveller, moment: datetime, number: str
) -> None:
    clock.move_to(moment.replace(tzinfo=LONDON))
    resident.starts()
    resident.answers("A ceiling is bulging, sagging or has come down")
    assert resident.phone_links[0] == number


def test_gas_has_a_page_with_the_number_and_nothing_to_fill_in(resident: Resident) -> None:
    resident.starts()
    resident.answers("I can smell gas, or a carbon monoxide alarm is sounding")
    assert "tel:0800111999" in resident.phone_links
    assert not list(resident.page.all("form"))
    event = Event.objects.get()
    assert (event.kind, event.repair) == ("gas-page-shown", None)


def test_someone_who_is_not_sure_gets_a_number_and_a_way_on(resident: Resident) -> None:
    resident.starts()
    resident.answers("I am not sure")
    assert resident.phone_links[0] == OFFICE
    assert not CallBack.objects.exists()
    resident.presses("Go on: it looks safe")
    assert resident.heading == "What is the postcode of the home?"


def test_an_emergency_that_shows_late_is_rung_about_and_kept(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    for answer in ("Bathroom, shower room or toilet", "Tap", "It will not turn off and water is running"):
        resident.answers(answer)
    assert resident.phone_links[0] == OFFICE
    assert CallBack.objects.get().home is not None


def test_no_water_left_turns_a_small_leak_into_an_emergency(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    for answer in ("Kitchen", "Under the sink", "All the time"):
        resident.answers(answer)
    resident.typed |= {"damp": "no", "recent": "no", "water_off": "none-left"}
    resident.presses()
    assert resident.phone_links[0] == OFFICE
    resident.presses("Keep what I told you")
    assert resident.heading == "How can we contact you?"


def test_someone_who_goes_back_and_reports_it_online_is_not_rung_for_nothing(resident: Resident) -> None:
    resident.starts()
    resident.answers("A ceiling is bulging, sagging or has come down")
    resident.goes_back()
    resident.answers("None of these")
    gives_home(resident)
    for answer in ("Kitchen", "Tap", "It drips from the end"):
        resident.answers(answer)
    resident.typed |= {"damp": "no", "recent": "no", "water_off": "no"}
    resident.presses()
    resident.presses()
    resident.chooses(resident.options[0]).presses()
    gives_contact(resident)
    resident.presses("Send report")
    assert CallBack.objects.get().done_at is not None
