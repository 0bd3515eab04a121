"""Letting messages go that waited for the HMS."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from repairs.log.models import Message
from repairs.statements.given import numbered
from repairs.statements.kept import kept_cursor

CHANGING = """
SELECT 1 FROM log_worksorderchange AS change JOIN log_worksorder AS works_order ON works_order.id = change.order_id
WHERE works_order.repair_id = log_message.repair_id AND change.state = 'waiting'
  AND change.kind NOT IN ('note', 'contact')
"""


def release_booked_messages(repairs: Collection[int], now: datetime) -> None:
    """The HMS has these orders, as they now are: residents may be told of the booking, and need not hear less."""
    if not repairs:
        return
    at = connection.ops.adapt_datetimefield_value(now)
    these, named = numbered(repairs, connection)
    with kept_cursor(connection) as cursor:
        # A reminder keeps its time.
        cursor.execute(
            "UPDATE log_message SET waits_for_order = %s,"  # noqa: S608 nothing is put in that was typed
            " due_at = CASE WHEN due_at > %s THEN due_at ELSE %s END,"
            " wanted_at = CASE WHEN wanted_at > %s THEN wanted_at ELSE %s END"
            f" WHERE repair_id {these} AND waits_for_order AND state = 'waiting'"
            f" AND NOT EXISTS ({CHANGING}) RETURNING repair_id",
            [False, at, at, at, at, *named],
        )
        told = {repair for (repair,) in cursor.fetchall()}
        if told:
            these, named = numbered(told, connection)
            cursor.execute(
                f"UPDATE log_message SET state = %s WHERE repair_id {these} AND kind = %s AND state = 'waiting'",  # noqa: S608 as above
                [Message.State.DROPPED, *named, Message.Kind.RECEIVED],
            )
