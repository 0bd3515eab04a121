"""What every housing system that can be asked promises of look-ups, and of what it tells of its jobs."""

import pytest

from repairs.log.hms import HousingSystem, HousingSystemDown
from repairs.log.hms.job_state import Happened
from repairs.log.hms.works_order import status_update
from tests.contracts.builders import FULLEST, REPORTED, SMALLEST, an_order, cancelled, moved_to
from tests.contracts.conftest import Housing


def read_all(system: HousingSystem, since: str = "") -> tuple[list[Happened | None], str]:
    happened: list[Happened | None] = []
    while True:
        page = system.job_states(since)
        happened += [state.happened for state in page.states]
        since = page.cursor
        if not page.more:
            return happened, since


@pytest.fixture
def with_an_order(housing: Housing) -> Housing:
    housing.system.raise_order(an_order(), key="k-1")
    return housing


def test_an_order_is_found_by_our_reference(with_an_order: Housing) -> None:
    with_an_order.system.raise_order(an_order(reference="ANOTHER"), key="k-2")
    assert with_an_order.system.find_order(SMALLEST.reference) == "NM-000001"
    assert with_an_order.system.find_order("ANOTHER") == "NM-000002"


@pytest.mark.parametrize("reference", ["UNKNOWN", "", "a&reference=KM7-4QX-9TDR", "\U0001f6bf %", "NM-000001"])
def test_an_order_that_is_not_there_is_not_found(with_an_order: Housing, reference: str) -> None:
    assert with_an_order.system.find_order(reference) is None


def test_an_order_whose_reply_was_lost_is_found(housing: Housing) -> None:
    housing.meets(["drop"])
    with pytest.raises(HousingSystemDown):
        housing.system.raise_order(an_order(), key="k-1")
    assert housing.system.find_order(SMALLEST.reference) == "NM-000001"


def test_an_update_is_found_among_those_of_its_order(with_an_order: Housing) -> None:
    assert not with_an_order.system.find_update(moved_to())
    with_an_order.system.update_order(moved_to(), key="u-1")
    assert with_an_order.system.find_update(moved_to())
    assert not with_an_order.system.find_update(cancelled())


def test_a_note_with_photos_arrives_whole_and_leaves_the_order_as_it_is(with_an_order: Housing) -> None:
    note = status_update(
        "NM-000001", SMALLEST.reference, SMALLEST.council, "addNote", REPORTED,
        comments="It is worse now.", photos=FULLEST.photos,
    )  # fmt: skip
    with_an_order.system.update_order(note, key="n-1")
    assert with_an_order.updates() == [note.as_json()]
    assert with_an_order.updates()[0]["Evidence"][0]["URI"] == FULLEST.photos[0].url
    assert with_an_order.system.find_update(note)


def test_what_happens_to_a_job_is_told_once_and_in_order(with_an_order: Housing) -> None:
    system = with_an_order.system
    assert read_all(system)[0] == []
    for what in (Happened.SCHEDULED, Happened.ON_THE_WAY):
        with_an_order.happens(what)
    told, cursor = read_all(system)
    assert told == [Happened.SCHEDULED, Happened.ON_THE_WAY]
    assert read_all(system, cursor) == ([], cursor)
    with_an_order.happens(Happened.COMPLETED)
    assert read_all(system, cursor)[0] == [Happened.COMPLETED]


def test_more_than_a_page_is_told_in_pages(with_an_order: Housing) -> None:
    for _ in range(101):
        with_an_order.happens(Happened.DELAYED)
    first = with_an_order.system.job_states()
    assert (len(first.states), first.more, first.unreadable) == (100, True, 0)
    assert len({state.reference.id for state in first.states}) == 100
    second = with_an_order.system.job_states(first.cursor)
    assert (len(second.states), second.more) == (1, False)
    assert second.states[0].sequence > first.states[-1].sequence


@pytest.mark.parametrize("fault", ["drop", "malformed", "slow", "500", "429"])
def test_a_look_up_that_goes_wrong_leaves_unknown_what_was_unknown(with_an_order: Housing, fault: str) -> None:
    system = with_an_order.system
    for ask in (lambda: system.find_order("A"), lambda: system.find_update(moved_to()), system.job_states):
        with_an_order.meets([fault])
        with pytest.raises(HousingSystemDown) as caught:
            ask()
        assert caught.value.outcome_unknown
        assert (caught.value.retry_after is not None) == (fault == "429")
