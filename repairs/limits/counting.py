"""How often somebody may try something, counted in the database: for all processes, and through a restart.

A count begins with the first try and ends when its time is over. So within any stretch of that length there are at
most twice as many tries as the limit says, and within one count never more.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import connection
from django.db.models import F

from repairs.limits.models import Count
from repairs.statements.kept import kept_cursor

log = structlog.get_logger(__name__)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """At most `most` tries of `what` in `within`."""

    what: str
    most: int
    within: timedelta = HOUR


Tries = Sequence[tuple[Limit, str]]
"""Each limit with whom or what it is for, such as an address or a reference."""


def take(tries: Tries, now: datetime) -> datetime | None:
    """Counts one try for each, in one statement, whoever else tries at the same moment.

    None where all are within their limits. Otherwise until when to wait. A try beyond a limit counts too, and makes
    nobody wait longer.
    """
    rows = {key_of(limit, who): limit for limit, who in tries}
    if not rows:
        return None
    # Always in the same order: two that wait for each other's rows would wait for ever.
    values = [part for key in sorted(rows) for part in (key, moment(now + rows[key].within))]
    with kept_cursor(connection) as cursor:
        cursor.execute(upsert(len(rows)), [*values, moment(now), moment(now)])
        counted: dict[str, int] = dict(cursor.fetchall())
    over = [key for key, count in counted.items() if count > rows[key].most]
    if not over:
        return None
    log.warning("limit_reached", limits=sorted({rows[key].what for key in over}))
    return max(Count.objects.filter(key__in=over).values_list("ends_at", flat=True), default=now)


def give_back(tries: Tries) -> None:
    """That was no wrong try after all."""
    keys = [key_of(limit, who) for limit, who in tries]
    Count.objects.filter(key__in=keys, count__gt=0).update(count=F("count") - 1)


def forget_counts(now: datetime) -> int:
    """How many were over."""
    return Count.objects.filter(ends_at__lte=now).delete()[0]


def key_of(limit: Limit, who: str) -> str:
    said = f"{limit.what}:{who}".encode(errors="replace")
    return hmac.new(settings.SECRET_KEY.encode(), b"limit:" + said, hashlib.sha256).hexdigest()


def upsert(rows: int) -> str:
    table = connection.ops.quote_name(Count._meta.db_table)
    over = f"{table}.ends_at <= %s"
    return (
        f"INSERT INTO {table} (key, count, ends_at) VALUES {', '.join(['(%s, 1, %s)'] * rows)} "  # noqa: S608 the name is Django's
        f"ON CONFLICT (key) DO UPDATE SET count = CASE WHEN {over} THEN 1 ELSE {table}.count + 1 END, "
        f"ends_at = CASE WHEN {over} THEN excluded.ends_at ELSE {table}.ends_at END RETURNING key, count"
    )


def moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
