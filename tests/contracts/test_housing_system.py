"""What every housing system promises: the fake, and the real client talking to the stub over HTTP."""

import pytest

from repairs.log.hms import HousingSystemDown, OrderRejected
from repairs.log.hms.works_order import works_order
from tests.contracts.builders import FULLEST, an_order
from tests.contracts.conftest import Housing

AWKWARD = [
    "\U0001f6bf\U0001f4a7 The shower \U0001f469\u200d\U0001f467 leaks",
    "\u201cCurly\u201d, \"straight\" and 'single' quotes, back\\slash",
    "<script>alert(1)</script> & {{ 7*7 }} %s",
    "Drips.\r\nThen\tpours.\nStops.",
    "Mae d\u0175r ym mhobman \u2014 \u0438 \u0432\u0435\u0437\u0434\u0435 \u6c34",
    "x" * 500,
]


def test_an_order_gets_the_number_of_the_housing_system(housing: Housing) -> None:
    assert housing.system.raise_order(an_order(), key="k-1") == "NM-000001"
    assert housing.system.raise_order(an_order(), key="k-2") == "NM-000002"


def test_everything_in_an_order_arrives(housing: Housing) -> None:
    order = works_order(FULLEST)
    housing.system.raise_order(order, key="k-1")
    assert housing.orders() == [order.as_json()]


def test_the_same_order_twice_is_one_order(housing: Housing) -> None:
    first = housing.system.raise_order(an_order(), key="k-1")
    assert housing.system.raise_order(an_order(), key="k-1") == first
    assert len(housing.orders()) == 1


def test_a_key_cannot_be_used_for_another_order(housing: Housing) -> None:
    housing.system.raise_order(an_order(), key="k-1")
    with pytest.raises(OrderRejected, match="409"):
        housing.system.raise_order(an_order(description="Something else"), key="k-1")
    assert len(housing.orders()) == 1


@pytest.mark.parametrize("text", AWKWARD)
def test_text_arrives_unchanged(housing: Housing, text: str) -> None:
    housing.system.raise_order(an_order(description=text), key="k-1")
    assert housing.orders()[0]["DescriptionOfWork"] == text


@pytest.mark.parametrize("fault", ["drop", "malformed", "slow"])
def test_a_lost_reply_leaves_the_outcome_unknown_and_the_order_is_there_once(housing: Housing, fault: str) -> None:
    housing.meets([fault])
    with pytest.raises(HousingSystemDown) as caught:
        housing.system.raise_order(an_order(), key="k-1")
    assert caught.value.outcome_unknown
    assert housing.system.raise_order(an_order(), key="k-1") == "NM-000001"
    assert len(housing.orders()) == 1


def test_a_busy_housing_system_has_not_taken_the_order(housing: Housing) -> None:
    housing.meets(["429"])
    with pytest.raises(HousingSystemDown) as caught:
        housing.system.raise_order(an_order(), key="k-1")
    assert not caught.value.outcome_unknown
    assert caught.value.retry_after == 1
    assert housing.orders() == []


def test_an_error_of_the_housing_system_leaves_the_outcome_unknown(housing: Housing) -> None:
    housing.meets(["500"])
    with pytest.raises(HousingSystemDown) as caught:
        housing.system.raise_order(an_order(), key="k-1")
    assert caught.value.outcome_unknown


def test_a_refused_order_says_which_field_and_nothing_personal(housing: Housing) -> None:
    housing.meets(["refuse"])
    with pytest.raises(OrderRejected) as caught:
        housing.system.raise_order(works_order(FULLEST), key="k-1")
    assert caught.value.reason == "the HMS refused the order (422): Site.Property"
    assert housing.orders() == []


@pytest.mark.parametrize(
    ("uprn", "error"),
    [
        ("10099099901", HousingSystemDown),
        ("10099099902", HousingSystemDown),
        ("10099099903", HousingSystemDown),
        ("10099099904", HousingSystemDown),
        ("10099099905", HousingSystemDown),
        ("10099099906", OrderRejected),
    ],
)
def test_each_magic_home_goes_wrong_in_its_own_way(housing: Housing, uprn: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        housing.system.raise_order(an_order(uprn=uprn), key="k-1")


@pytest.mark.parametrize("uprn", ["10099099901", "10099099904", "10099099905"])
def test_an_order_for_a_home_that_loses_replies_is_answered_when_sent_again(housing: Housing, uprn: str) -> None:
    with pytest.raises(HousingSystemDown):
        housing.system.raise_order(an_order(uprn=uprn), key="k-1")
    assert housing.system.raise_order(an_order(uprn=uprn), key="k-1") == "NM-000001"
