"""What a person has found out of an order whose answer was lost."""

import pytest
from pytest_django import Settings

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import Event, Message
from repairs.log.outbox import sweep
from repairs.log.people.acting import NotDone, seen_of
from repairs.log.people.settle import change_is_there, is_not_there, order_is_there
from tests.conftest import NOW
from tests.log.people.builders import a_change, order_of, refused_order, sent_order, unknown_order

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture(autouse=True)
def blind(settings: Settings) -> None:
    settings.HMS_KIND = "blind"


def test_an_order_that_the_hms_has_is_not_sent_and_the_resident_is_told(hms: FakeHousingSystem) -> None:
    order = unknown_order()
    order_is_there(order, " NM-000042 ", seen_of(order), "sam", NOW)
    sweep()
    order = order_of(order.repair)
    assert (order.state, order.hms_number, order.outcome_unknown) == ("sent", "NM-000042", False)
    assert not hms.orders
    assert Message.objects.get(repair=order.repair, kind="booked").state == "sent"
    detail = {"row": f"order-{order.pk}", "by": "sam", "found": "the HMS has it", "number": "NM-000042"}
    assert Event.objects.get(kind="settled").detail == detail


def test_an_order_that_the_hms_does_not_have_is_sent_once(hms: FakeHousingSystem) -> None:
    order = unknown_order()
    is_not_there(order, seen_of(order), "sam", NOW)
    sweep()
    order = order_of(order.repair)
    assert (order.state, order.outcome_unknown) == ("sent", False)
    assert list(hms.orders) == [str(order.key)]


def test_a_refused_order_that_was_entered_by_hand_gets_its_number() -> None:
    order = refused_order()
    order_is_there(order, "H/12 b", seen_of(order), "sam", NOW)
    assert order_of(order.repair).hms_number == "H/12 b"


@pytest.mark.parametrize("number", ["", " ", "x" * 61, "a\x00b", "a\x07b"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    order = unknown_order()
    with pytest.raises(NotDone) as why:
        order_is_there(order, number, seen_of(order), "sam", NOW)
    assert why.value.about == "number"


def test_the_number_of_another_order_is_refused() -> None:
    other = sent_order()
    order = unknown_order()
    with pytest.raises(NotDone, match=f"NM-1 is the number of the works order for {other.repair.reference}"):
        order_is_there(order, "NM-1", seen_of(order), "sam", NOW)


def test_a_change_that_the_hms_knows_of_lets_the_resident_be_told() -> None:
    order = sent_order()
    change = a_change(order, state="needs-person", outcome_unknown=True)
    change_is_there(change, seen_of(change), "sam", NOW)
    change.refresh_from_db()
    assert (change.state, change.message) == ("sent", None)
    assert not Message.objects.get(repair=order.repair, kind="booked").waits_for_order


def test_a_second_press_changes_nothing() -> None:
    order = unknown_order()
    seen = seen_of(order)
    is_not_there(order, seen, "sam", NOW)
    with pytest.raises(NotDone, match="sam"):
        is_not_there(order_of(order.repair), seen, "sam", NOW)
    with pytest.raises(NotDone, match="sam"):
        order_is_there(order_of(order.repair), "NM-7", seen, "kim", NOW)
    assert Event.objects.filter(kind="settled").count() == 1
