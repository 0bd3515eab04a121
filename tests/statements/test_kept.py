"""Statements that are written once do what a queryset does each time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from appointments.models import Booking, Place
from repairs.log.models import Repair
from repairs.statements import Change, Gap, Read, Together
from tests.conftest import NOW
from tests.log.builders import a_hold, without_a_time

pytestmark = pytest.mark.usefixtures("northmere")

BOOKING = Read(lambda: Booking.objects.select_related("place__window").filter(pk=Gap(Booking, "id")))
OF_PLACE = Read(
    lambda: Booking.objects.only("holder").filter(place=Gap(Booking, "place", "place_id")).order_by("holder")
)
LATER = Change(
    lambda: Booking.objects.filter(holder=Gap(Booking, "holder"), held_until__gt=Gap(Booking, "held_until", "before")),
    lambda: {"held_until": Gap(Booking, "held_until"), "sequence": F("sequence") + 1},
)


PLACES = Read(
    lambda: Place.objects.filter(bookings__holder=Gap(Booking, "holder")).order_by("pk").values_list("pk", "day")
)
HELD_BY = Read(lambda: Booking.objects.filter(holder=Gap(Booking, "holder")))
BOTH = Together(PLACES, HELD_BY)


def columns(row: Booking) -> list[dict[str, object]]:
    parts = (row, row.place, row.place.window)
    return [{name: value for name, value in vars(part).items() if name != "_state"} for part in parts]


@pytest.mark.parametrize("holder", ["ada", "bob"])
def test_a_row_is_read_with_what_it_points_to(holder: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    booking = Booking.objects.select_related("place__window").get(pk=a_hold(holder).id)
    with django_assert_num_queries(1):
        read = BOOKING.first(id=booking.pk)
        assert read is not None
        assert columns(read) == columns(booking)
    assert read == booking


def test_what_the_query_annotates_is_read_too() -> None:
    booking = Booking.objects.get(pk=a_hold("ada").id)
    annotated = Read(lambda: Booking.objects.annotate(next=F("sequence") + 1).filter(pk=Gap(Booking, "id")))
    assert vars(annotated.first(id=booking.pk))["next"] == booking.sequence + 1


def test_where_there_is_no_row_nothing_is_read() -> None:
    a_hold("ada")
    Place.objects.filter(bookings=None)
    assert BOOKING.first(id=Booking().pk) is None


def test_all_rows_are_read_in_their_order_and_of_each_only_what_was_asked_for() -> None:
    for holder in ("bob", "ada"):
        a_hold(holder)
    read = OF_PLACE.all(place_id=Booking.objects.earliest("pk").place_id)
    assert [(one.holder, one.get_deferred_fields() > {"minutes"}) for one in read] == [("ada", True), ("bob", True)]
    assert read == list(Booking.objects.order_by("holder"))


def test_only_what_is_meant_is_changed_and_counted() -> None:
    for holder in ("ada", "bob"):
        a_hold(holder)
    later = NOW + timedelta(hours=1)
    assert LATER.run(holder="ada", before=NOW, held_until=later) == 1
    assert LATER.run(holder="bob", before=later, held_until=later) == 0
    assert list(Booking.objects.order_by("holder").values_list("sequence", flat=True)) == [1, 0]
    assert Booking.objects.get(holder="ada").held_until == later


def test_columns_that_were_selected_come_in_their_order_and_as_no_model() -> None:
    place = Booking.objects.get(pk=a_hold("ada").id).place
    assert PLACES.all(holder="ada") == [(place.pk, place.day)]
    assert PLACES.first(holder="bob") is None


def test_several_are_read_together_and_each_gives_its_own_rows(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ada, bob = (Booking.objects.get(pk=a_hold(holder).id) for holder in ("ada", "bob"))
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2):
        places, held = BOTH.all(holder="bob")
    assert (places, held) == ([(bob.place_id, bob.place.day)], [bob])
    assert BOTH.all(holder="ada")[1] == [ada]
    assert BOTH.all(holder="nobody") == [[], []]


def test_what_is_looked_up_may_hold_what_sql_is_made_of() -> None:
    a_hold("ada")
    assert BOTH.all(holder="'; DELETE FROM appointments_booking; --") == [[], []]
    assert Booking.objects.exists()


def test_a_row_that_is_read_with_what_points_to_it_knows_both_ways(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with_order = Read(lambda: Repair.objects.select_related("works_order").filter(pk=Gap(Repair, "id")))
    repair = with_order.first(id=without_a_time().pk)
    assert repair is not None
    with django_assert_num_queries(0):
        assert repair.works_order.repair is repair
