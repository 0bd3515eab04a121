"""Giving up needs a reason, is kept, and leaves nothing waiting for what never comes."""

import pytest

from repairs.log.models import Event, Message
from repairs.log.people.acting import NotDone, seen_of
from repairs.log.people.give_up import LONGEST_REASON, give_up
from repairs.log.people.needed import how_many_needed
from tests.conftest import NOW
from tests.log.people.builders import a_change, a_message, order_of, refused_order, sent_order

pytestmark = pytest.mark.usefixtures("outside")


def test_the_reason_stays_in_the_history() -> None:
    order = refused_order()
    give_up(order, "  Sold last week.\x00 ", seen_of(order), "sam", NOW)
    order.refresh_from_db()
    assert (order.state, order.given_up_because, order.message) == ("given-up", "Sold last week.", None)
    act = Event.objects.get(kind="given-up")
    assert act.detail == {"row": f"order-{order.pk}", "by": "sam", "reason": "Sold last week."}
    assert how_many_needed(NOW) == 0


@pytest.mark.parametrize("reason", ["", "   ", "\x00", "x" * (LONGEST_REASON + 1)])
def test_without_a_reason_that_can_be_kept_nothing_is_given_up(reason: str) -> None:
    order = refused_order()
    with pytest.raises(NotDone) as why:
        give_up(order, reason, seen_of(order), "sam", NOW)
    assert why.value.about == "reason"
    order.refresh_from_db()
    assert order.state == "needs-person"


def test_with_an_order_go_its_changes_and_the_message_that_says_booked() -> None:
    order = refused_order()
    change = a_change(order)
    told = Message.objects.get(repair=order.repair, kind="booked")
    assert told.waits_for_order
    give_up(order, "Sold.", seen_of(order), "sam", NOW)
    change.refresh_from_db()
    told.refresh_from_db()
    assert (change.state, told.state) == ("given-up", "dropped")
    assert Message.objects.get(repair=order.repair, kind="received").state == "waiting"
    assert Event.objects.filter(kind="given-up").count() == 2


def test_with_the_last_change_goes_the_message_that_speaks_of_it() -> None:
    order = sent_order()
    Message.objects.all().delete()
    told = a_message(order.repair, waits_for_order=True)
    first, second = (a_change(order, state="needs-person") for _ in range(2))
    give_up(first, "Told by phone.", seen_of(first), "sam", NOW)
    told.refresh_from_db()
    assert told.state == "waiting"
    give_up(second, "Told by phone.", seen_of(second), "sam", NOW)
    told.refresh_from_db()
    assert told.state == "dropped"


def test_two_people_at_once_are_told() -> None:
    order = refused_order()
    seen = seen_of(order)
    give_up(order, "Sold.", seen, "sam", NOW)
    with pytest.raises(NotDone, match="Given up by a person, sam"):
        give_up(order_of(order.repair), "Gone.", seen, "kim", NOW)
    order.refresh_from_db()
    assert order.given_up_because == "Sold."


def test_where_a_message_was_to_go_is_forgotten_with_it() -> None:
    told = a_message(sent_order().repair, kind="former-contact", state="needs-person", address="07700 900456")
    give_up(told, "That number is gone.", seen_of(told), "sam", NOW)
    told.refresh_from_db()
    assert (told.state, told.address) == ("given-up", "")
