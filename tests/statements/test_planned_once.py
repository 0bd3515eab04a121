"""PostgreSQL plans a statement of ours once for a connection that runs it again."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import IntegerField, Value
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext

from appointments.models import Booking
from repairs.statements import Gap, Read, Together
from tests.log.builders import a_hold

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL keeps statements."),
    pytest.mark.usefixtures("northmere"),
]

HELD_BY = Read(lambda: Booking.objects.filter(holder=Gap(Booking, "holder")))
PLACES_OF = Read(lambda: Booking.objects.filter(holder=Gap(Booking, "holder")).values_list("place_id"))
NO_NUMBER = Read(
    lambda: Booking.objects.filter(minutes=Cast(Value("x"), IntegerField()), holder=Gap(Booking, "holder"))
)
TOGETHER = Together(HELD_BY, PLACES_OF)
AGAIN = 4


def kept_with(order: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        ending = f'ORDER BY "appointments_booking"."{order}" ASC'
        return any(statement.endswith(ending) for (statement,) in cursor.fetchall())


def by(order: str) -> Read[Booking]:
    return Read(lambda: Booking.objects.filter(holder=Gap(Booking, "holder")).order_by(order))


def both_by(order: str) -> Callable[..., object]:
    return Together(by(order), PLACES_OF).all


@pytest.mark.parametrize(
    ("read", "order"), [(by("minutes").all, "minutes"), (by("sequence").first, "sequence"), (both_by("state"), "state")]
)
def test_what_is_read_again_is_kept(read: Callable[..., object], order: str) -> None:
    assert not kept_with(order)
    booking = Booking.objects.get(pk=a_hold("ada").id)
    for _ in range(AGAIN):
        assert read(holder="ada") in (booking, [booking], [[booking], [(booking.place_id,)]])
    assert kept_with(order)


def test_it_is_told_in_words_whoever_asks_what_was_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        for _ in range(AGAIN):
            HELD_BY.all(holder="ada")
            TOGETHER.all(holder="ada")
    assert all("appointments_booking" in one["sql"] for one in asked.captured_queries)
    assert len(asked) == 2 * AGAIN


def test_where_one_of_several_fails_all_do_and_the_connection_goes_on() -> None:
    booking = Booking.objects.get(pk=a_hold("ada").id)
    for _ in range(AGAIN):
        with pytest.raises(DatabaseError), transaction.atomic():
            Together(HELD_BY, NO_NUMBER, HELD_BY).all(holder="ada")
    assert TOGETHER.all(holder="ada") == [[booking], [(booking.place_id,)]]
