"""Letting messages go that waited for the HMS."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from repairs.log.models import Message

CHANGING = """
SELECT 1 FROM log_worksorderchange AS change JOIN log_worksorder AS works_order ON works_order.id = change.order_id
WHERE works_order.repair_id = log_message.repair_id AND change.state = 'waiting'
"""


def release_booked_messages(repairs: Collection[int], now: datetime) -> None:
    """The HMS has these orders, as they now are: residents may be told of the booking, and need not hear less."""
    if not repairs:
        return
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        # A reminder keeps its time.
        cursor.execute(
            "UPDATE log_message SET waits_for_order = %s,"  # noqa: S608 only whole numbers are put in
            " due_at = CASE WHEN due_at > %s THEN due_at ELSE %s END,"
            " wanted_at = CASE WHEN wanted_at > %s THEN wanted_at ELSE %s END"
            f" WHERE repair_id IN ({numbers(repairs)}) AND waits_for_order AND state = 'waiting'"
            f" AND NOT EXISTS ({CHANGING}) RETURNING repair_id",
            [False, at, at, at, at],
        )
        told = {repair for (repair,) in cursor.fetchall()}
        if told:
            cursor.execute(
                "UPDATE log_message SET state = %s"  # noqa: S608 only whole numbers are put in
                f" WHERE repair_id IN ({numbers(told)}) AND kind = %s AND state = 'waiting'",
                [Message.State.DROPPED, Message.Kind.RECEIVED],
            )


def numbers(ids: Collection[int]) -> str:
    return ", ".join(str(int(one)) for one in ids)
