"""What every housing system makes of an order that was moved or cancelled."""

import pytest

from repairs.log.hms import HousingSystemDown, OrderRejected
from tests.contracts.builders import an_order, cancelled, moved_to
from tests.contracts.conftest import Housing


@pytest.fixture
def with_an_order(housing: Housing) -> Housing:
    housing.system.raise_order(an_order(), key="k-1")
    return housing


def test_a_move_and_then_a_cancellation_arrive_whole_and_in_order(with_an_order: Housing) -> None:
    sent = [moved_to(), cancelled("cancel-visit", "I cannot be in."), cancelled()]
    for number, update in enumerate(sent):
        with_an_order.system.update_order(update, key=f"u-{number}")
    assert with_an_order.updates() == [update.as_json() for update in sent]
    assert len(with_an_order.orders()) == 1


def test_the_same_update_twice_is_one_update(with_an_order: Housing) -> None:
    for _ in range(2):
        with_an_order.system.update_order(moved_to(), key="u-1")
    assert len(with_an_order.updates()) == 1


def test_an_update_that_is_sent_again_late_does_not_undo_the_next(with_an_order: Housing) -> None:
    for update, key in [(moved_to(), "u-1"), (cancelled(), "u-2"), (moved_to(), "u-1")]:
        with_an_order.system.update_order(update, key=key)
    assert with_an_order.updates()[-1]["OtherType"] == "cancel"


def test_a_key_cannot_be_used_for_another_update(with_an_order: Housing) -> None:
    with_an_order.system.update_order(moved_to(), key="u-1")
    with pytest.raises(OrderRejected, match=r"refused the change \(409\)"):
        with_an_order.system.update_order(cancelled(), key="u-1")
    assert len(with_an_order.updates()) == 1


def test_an_order_that_it_does_not_have_cannot_be_changed(with_an_order: Housing) -> None:
    with pytest.raises(OrderRejected) as caught:
        with_an_order.system.update_order(moved_to(number="NM-000002"), key="u-1")
    assert caught.value.reason == "the HMS refused the change (422): RelatedWorkOrderReference.ID"


@pytest.mark.parametrize("fault", ["drop", "malformed", "slow"])
def test_a_lost_reply_leaves_the_outcome_unknown_and_the_update_is_there_once(
    with_an_order: Housing, fault: str
) -> None:
    with_an_order.meets([fault])
    with pytest.raises(HousingSystemDown) as caught:
        with_an_order.system.update_order(cancelled(), key="u-1")
    assert caught.value.outcome_unknown
    with_an_order.system.update_order(cancelled(), key="u-1")
    assert len(with_an_order.updates()) == 1


@pytest.mark.parametrize(("fault", "unknown"), [("429", False), ("500", True)])
def test_a_housing_system_that_is_away_has_not_taken_the_update(
    with_an_order: Housing, fault: str, unknown: bool
) -> None:
    with_an_order.meets([fault])
    with pytest.raises(HousingSystemDown) as caught:
        with_an_order.system.update_order(cancelled(), key="u-1")
    assert caught.value.outcome_unknown is unknown
    assert with_an_order.updates() == []


def test_an_update_that_is_refused_goes_to_a_person(with_an_order: Housing) -> None:
    with_an_order.meets(["refuse"])
    with pytest.raises(OrderRejected, match="the HMS refused the change"):
        with_an_order.system.update_order(moved_to(), key="u-1")
