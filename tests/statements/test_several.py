"""Many rows in one statement hold what rows saved one by one do."""

from typing import Any

import pytest
from django.db import DataError, connection, transaction

from repairs.log.models import DeliveryAttempt, WorksOrder
from repairs.statements import Part
from repairs.statements.several import add_several, change_several
from tests.conftest import NOW
from tests.log.builders import booked

pytestmark = pytest.mark.django_db

SAID = ["", 'a "quoted" word', "a \\ and {braces, commas}", "NULL", "two\nlines", "Zoë’s £5"]


def leased() -> list[WorksOrder]:
    orders = [WorksOrder.objects.get(repair=booked()) for _ in SAID]
    WorksOrder.objects.update(lease_until=NOW, attempts=1)
    return orders


def write(orders: list[WorksOrder], **columns: list[Any]) -> set[int]:
    return change_several(WorksOrder, [(order.pk, 1) for order in orders], columns)


@pytest.mark.usefixtures("northmere")
class TestOrders:
    def test_each_row_gets_its_own(self) -> None:
        orders = leased()
        sent_at = [NOW if place % 2 else None for place, _ in enumerate(orders)]
        messages = [{"said": words} for words in SAID]
        assert write(orders, hms_number=SAID, message=messages, sent_at=sent_at) == {order.pk for order in orders}
        written = WorksOrder.objects.order_by("pk").values_list("hms_number", "message", "sent_at")
        assert list(written) == list(zip(SAID, messages, sent_at, strict=True))

    @pytest.mark.parametrize("lost", [{"attempts": 2}, {"lease_until": None}])
    def test_a_row_that_is_not_ours_any_more_is_left_alone(self, lost: dict[str, Any]) -> None:
        orders = leased()
        WorksOrder.objects.filter(pk=orders[0].pk).update(**lost)
        assert write(orders, hms_number=[f"N-{order.pk}" for order in orders]) == {order.pk for order in orders[1:]}
        assert WorksOrder.objects.get(pk=orders[0].pk).hms_number == ""

    @pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite takes words of any length")
    def test_what_is_too_long_is_refused_and_not_cut(self) -> None:
        orders = leased()
        with pytest.raises(DataError), transaction.atomic():
            write(orders, hms_number=["N" * (60 + place) for place, _ in enumerate(SAID)])

    def test_a_part_of_a_row_is_as_in_a_queryset_and_the_rest_is_read_when_asked_for(self) -> None:
        order = leased()[0]
        WorksOrder.objects.update(message={"said": SAID})
        part = Part(WorksOrder, "id", "repair", "key", "message", "due_at", "outcome_unknown")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {part.columns(connection)} FROM log_worksorder WHERE id = %s", [order.pk])  # noqa: S608
            [row] = part.rows(cursor.fetchall())
        assert row.get_deferred_fields() >= {"state", "created_at"}
        order.refresh_from_db()
        for field in WorksOrder._meta.concrete_fields:
            assert getattr(row, field.attname) == getattr(order, field.attname)


def test_new_rows_hold_what_was_given() -> None:
    columns: dict[str, list[Any]] = {
        "row": ["order"] * 6,
        "number": [1, 2, 3, 4, 5, 6],
        "at": [NOW] * 6,
        "outcome": ["later"] * 6,
    }
    add_several(DeliveryAttempt, "row_id", [7] * 6, {**columns, "problem": SAID})
    written = DeliveryAttempt.objects.filter(row_id=7, at=NOW).order_by("number")
    assert list(written.values_list("number", "problem")) == list(enumerate(SAID, start=1))
