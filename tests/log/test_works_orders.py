"""What the HMS is told of a report that went through every page."""

import pytest

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.hms.message import WorksOrderMessage
from repairs.log.models import Repair
from repairs.log.outbox import sweep
from tests.journeys.resident import Resident
from tests.journeys.steps import gives_home, takes_first_time, tells_of_kitchen_leak
from tests.photos.albums import upload

NEIGHBOUR = {"who": "else", "in_name": "Bo Lund", "in_phone": "+44 7700 900456", "access_notes": "Mind the dog."}


def reports_everything(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    resident.chooses("A child under 5", "Someone over 65")
    resident.typed |= {"damp": "yes", "recent": "no", "water_off": "some-left"}
    resident.presses()
    resident.types(text="The cupboard is wet.\nIt smells.").attaches(upload(), upload("second.jpg")).presses()
    takes_first_time(resident)
    resident.types(name="Ada Byron", phone="07700900123", email="ada@example.com")
    resident.typed |= {"tell_by": "text", **NEIGHBOUR}
    resident.presses()
    resident.presses("Send report")


@pytest.fixture
def resident(outside: None) -> Resident:
    return Resident()


@pytest.fixture
def order(resident: Resident, hms: FakeHousingSystem) -> WorksOrderMessage:
    reports_everything(resident)
    sweep()
    [order] = hms.orders.values()
    return order


def test_it_says_what_where_and_by_when(order: WorksOrderMessage) -> None:
    repair = Repair.objects.get()
    assert order.reference[0].id == repair.reference
    description = order.description_of_work
    assert description.startswith("Leak from a water pipe.\nThe cupboard is wet.\nIt smells.\n")
    for said in ("Kitchen", "Under the sink", "All the time"):
        assert said in description
    assert order.location_of_repair == "Kitchen, under the sink"
    home = order.site.property[0]
    assert (home.address.address_line, home.address.postal_code) == (("1 Test Street", "Northmere"), "NM1 2AB")
    assert home.unit[0].reference[0].id == "999000000001"
    assert (order.priority.priority_description, order.priority.required_completion_date_time) == (
        "U1 Urgent, 1 working day",
        repair.due_at,
    )


def test_it_says_what_work_for_which_trade(order: WorksOrderMessage) -> None:
    [element] = order.work_element
    assert (element.trade[0].custom_code, element.trade[0].code) == ("PL", "PL")
    assert [(item.custom_code, item.quantity.amount) for item in element.rate_schedule_item] == [("LK-P01", (1.0,))]


def test_it_says_when_and_the_right_to_repair(order: WorksOrderMessage) -> None:
    assert order.appointment is not None
    window = order.as_json()["Appointment"]
    assert (window["Date"], window["TimeOfDay"]["EarliestArrivalTime"]) == ("2026-03-05", "08:00:00Z")
    assert order.right_to_repair is not None
    assert order.as_json()["RightToRepair"]["RequiredCompletionDate"] == "2026-03-05"


def test_it_says_who_to_reach_and_who_opens_the_door(order: WorksOrderMessage) -> None:
    body = order.as_json()
    assert body["Customer"]["Person"]["Name"]["Full"] == "Ada Byron"
    assert [way["Value"] for way in body["Customer"]["Person"]["Communication"]] == ["07700 900123", "ada@example.com"]
    assert body["AccessContact"]["Name"]["Full"] == "Bo Lund"
    assert [way["Value"] for way in body["AccessContact"]["Communication"]] == ["07700 900456"]
    assert body["AccessInformation"]["Description"] == "Mind the dog."


def test_it_notes_what_whoever_plans_the_work_must_know(order: WorksOrderMessage) -> None:
    for note in (
        "There are damp patches, mould or a musty smell, so a hazard case is opened as well.",
        "The water is turned off at the stop tap.",
        "At home: a child under 5, someone over 65.",
    ):
        assert note in order.notes


def test_its_photos_open_for_whoever_has_the_link(order: WorksOrderMessage) -> None:
    repair = Repair.objects.get()
    assert [photo.filename for photo in order.attachment] == [f"{repair.reference}-1.jpg", f"{repair.reference}-2.jpg"]
    stranger = Resident()
    for photo in order.attachment:
        response = stranger.client.get(photo.uri)
        assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
