"""Planners who book anyway in one full window at the same moment, in threads, on the database that the tests run on."""

from functools import partial

import pytest
from django.db import transaction

from appointments.anyway import hold_anyway
from appointments.diary import SlotGone
from appointments.diary.local import LocalDiary
from appointments.models import Place
from tests.appointments.conftest import NOW, TAP, OpenPlace
from tests.appointments.test_rush import state_of
from tests.crowd import Crowd

pytestmark = pytest.mark.django_db(transaction=True)

PLANNERS = 8
# With the journey.
VISIT = 60


def books_anyway(place_id: int, most: int, holder: str) -> int | None:
    """The minutes that were added. None where it was refused."""
    try:
        with transaction.atomic():
            hold, added = hold_anyway(str(place_id), TAP, holder, NOW, most=most)
            LocalDiary().confirm(hold.id, NOW)
    except SlotGone:
        return None
    return added


def books(place_id: int, holder: str) -> int | None:
    """As a resident does, where there is room. No minutes are added for it."""
    try:
        LocalDiary().confirm(LocalDiary().hold(str(place_id), TAP, holder, NOW).id, NOW)
    except SlotGone:
        return None
    return 0


@pytest.mark.parametrize(("room", "most", "fit"), [(VISIT, 60, 2), (VISIT, 119, 2), (90, 120, 3), (0, 59, 0)])
def test_no_more_is_added_than_a_role_may_however_many_book(
    crowd: Crowd, open_place: OpenPlace, room: int, most: int, fit: int
) -> None:
    place = open_place(minutes=room)
    added = crowd.run([partial(books_anyway, place.pk, most, f"repair {number}") for number in range(PLANNERS)])
    left = crowd.look(lambda: Place.objects.get(pk=place.pk))
    taken = [one for one in added if one is not None]
    assert len(taken) == fit
    assert left.extra == sum(taken) <= most
    assert left.minutes == room + left.extra
    assert crowd.look(lambda: state_of([place.pk])) == [(0, fit * VISIT, 0, fit * VISIT)]


def test_what_residents_book_meanwhile_and_lower_limits_are_kept_to(crowd: Crowd, open_place: OpenPlace) -> None:
    place = open_place(minutes=2 * VISIT)
    calls = [partial(books_anyway, place.pk, most, f"repair {most}") for most in (30, 60, 90, 120)]
    crowd.run([*calls, *(partial(books, place.pk, f"resident {number}") for number in range(PLANNERS))])
    left = crowd.look(lambda: Place.objects.get(pk=place.pk))
    assert left.extra <= 120
    assert left.minutes == 2 * VISIT + left.extra
    assert left.held + left.booked <= left.minutes
    assert crowd.look(lambda: state_of([place.pk])) == [(0, left.booked, 0, left.booked)]


def test_the_same_repair_twice_at_once_takes_its_minutes_once(crowd: Crowd, open_place: OpenPlace) -> None:
    """Each gives up what the other holds; whoever comes second finds it booked and no room within the limit."""
    place = open_place(minutes=0)
    added = crowd.run([partial(books_anyway, place.pk, VISIT, "one repair")] * 2)
    assert sorted(added, key=str) == [60, None]
    assert crowd.look(lambda: Place.objects.get(pk=place.pk).extra) == VISIT
