"""A resident says who will be in, and what we should know, after the report was sent."""

import pytest
import time_machine

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Event, Message, Repair, WorksOrderChange
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.log.job_status.updates import hears, ordered
from tests.manage.conftest import opened

WHO = {"who": "else", "in_name": "Bo Lund", "in_phone": "+44 7700 900456", "access_notes": "Mind the dog."}


def asks_to_change(holder: Resident) -> Resident:
    holder.follows("Change who will be in")
    return holder


def kept(repair: Repair) -> tuple[str, str, str]:
    repair.refresh_from_db()
    return repair.in_name, repair.in_phone, repair.access_notes


def test_someone_else_will_be_in(holder: Resident, repair: Repair) -> None:
    asks_to_change(holder).chooses("Someone else").types(in_name="Bo Lund", in_phone="+44 7700 900456")
    holder.types(access_notes="Mind the dog.\nRing twice.").presses("Save")
    assert "We have saved who will be in" in holder.says
    assert "Bo Lund" in holder.says
    assert kept(repair) == ("Bo Lund", "07700 900456", "Mind the dog.\nRing twice.")
    event = Event.objects.get(kind="visit-details")
    assert event.detail == {"changed": "who will be in, what we should know", "by": "the resident"}


def test_it_is_the_same_again_when_they_come_back_and_can_be_taken_back(holder: Resident, repair: Repair) -> None:
    holder.client.post(f"/repair/{repair.reference}/visit-details/", WHO | {"seen": seen_on_page(holder, repair)})
    asks_to_change(opened(repair)).presses("Save")
    assert Event.objects.filter(kind="visit-details").count() == 1
    asks_to_change(holder := opened(repair))
    assert (holder.chosen(), holder.value_of("in_name")) == (["Someone else"], "Bo Lund")
    holder.chooses("I will").types(access_notes="").presses("Save")
    assert kept(repair) == ("", "", "")


def seen_on_page(holder: Resident, repair: Repair) -> str:
    holder.goes_to(f"/repair/{repair.reference}/visit-details/")
    return holder.hidden("seen")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"in_name": ""}, "Enter the full name of the person who will be in"),
        ({"in_phone": "12"}, "Enter a phone number"),
        ({"access_notes": "x" * 251}, "Your answer must be 250 characters or fewer"),
        ({"in_name": "x" * 101}, "Their full name must be 100 characters or fewer"),
    ],
)
def test_errors_keep_all_that_was_typed(holder: Resident, repair: Repair, typed: dict[str, str], error: str) -> None:
    asks_to_change(holder).chooses("Someone else")
    given = {"in_name": "Bo Lund", "in_phone": "07700 900456", "access_notes": "Mind the dog."} | typed
    holder.types(**given).presses("Save")
    assert holder.error.startswith(error)
    assert {name: holder.value_of(name) for name in given} == given
    assert holder.chosen() == ["Someone else"]
    assert not Event.objects.filter(kind="visit-details").exists()


def test_the_hms_and_the_resident_are_told_once(
    holder: Resident, repair: Repair, hms: FakeHousingSystem, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    sweep()
    seen = seen_on_page(holder, repair)
    for _ in range(2):
        holder.client.post(f"/repair/{repair.reference}/visit-details/", WHO | {"seen": seen})
    sweep()
    [update] = hms.updates.values()
    assert update.other_type == "change-contact"
    assert update.customer
    assert update.customer.person
    assert update.customer.person.name.full == "Ada Byron"
    assert update.access_contact
    assert [way.value for way in update.access_contact.communication] == ["07700 900456"]
    assert update.access_information
    assert update.access_information.description == "Mind the dog."
    clock.shift(300)
    sweep()
    assert ["who will be in" in text.body for text in notify.messages] == [False, True]


def test_several_changes_in_a_few_minutes_are_one_message(holder: Resident, repair: Repair) -> None:
    for name in ("Bo Lund", "Cy Ng"):
        asks_to_change(opened(repair)).chooses("Someone else").types(in_name=name).presses("Save")
    assert Message.objects.filter(kind="visit-details").count() == 1
    assert Event.objects.filter(kind="visit-details").count() == 2


def test_an_order_that_was_never_tried_has_it_from_the_start(repair: Repair, hms: FakeHousingSystem) -> None:
    asks_to_change(opened(repair)).chooses("Someone else").types(in_name="Bo Lund").presses("Save")
    assert not WorksOrderChange.objects.exists()
    sweep()
    [order] = hms.orders.values()
    assert order.access_contact
    assert order.access_contact.name.full == "Bo Lund"


def test_two_tabs_do_not_undo_each_other_unseen(holder: Resident, repair: Repair) -> None:
    first, second = asks_to_change(opened(repair)), asks_to_change(opened(repair))
    first.chooses("Someone else").types(in_name="Bo Lund").presses("Save")
    second.types(access_notes="Mind the dog.").presses("Save")
    assert "Your details have been changed since you opened this page" in second.error
    assert second.value_of("access_notes") == "Mind the dog."
    assert kept(repair)[0] == "Bo Lund"
    second.chooses("Someone else").types(in_name="Bo Lund").presses("Save")
    assert kept(repair) == ("Bo Lund", "", "Mind the dog.")


@pytest.mark.parametrize("end", ["cancelled", "finished"])
def test_once_it_is_over_the_page_says_why_not_and_what_to_do(holder: Resident, repair: Repair, end: str) -> None:
    seen = seen_on_page(holder, repair)
    if end == "cancelled":
        Repair.objects.update(cancel_asked_at=NOW, cancelled_at=NOW)
    else:
        ordered(repair)
        hears("completed", at=NOW)
    holder.client.post(f"/repair/{repair.reference}/visit-details/", WHO | {"seen": seen})
    holder.goes_to(f"/repair/{repair.reference}/visit-details/")
    assert holder.heading == "You cannot change this repair any more"
    assert holder.phone_links
    assert kept(repair)[0] == ""
    holder.goes_to(f"/repair/{repair.reference}/")
    assert "Change who will be in" not in holder.says


def test_on_the_day_they_are_told_to_ring_as_well(repair: Repair, clock: time_machine.Traveller) -> None:
    assert "Someone comes today" not in asks_to_change(opened(repair)).says
    clock.shift(24 * 3600)
    assert "Someone comes today" in asks_to_change(opened(repair)).says


@pytest.mark.parametrize("junk", [{}, {"who": "\x00"}, {"who": ["me", "x"], "in_phone": "9" * 500, "seen": "\ud83d"}])
def test_nonsense_and_strangers_change_nothing(holder: Resident, repair: Repair, junk: dict[str, str]) -> None:
    data = {name: str(value).encode("utf-8", "replace").decode() for name, value in junk.items()}
    address = f"/repair/{repair.reference}/visit-details/"
    assert holder.client.post(address, data).status_code == 200
    assert Resident().client.post(address, WHO).status_code == 404
    assert not Event.objects.filter(kind="visit-details").exists()
