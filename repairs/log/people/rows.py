"""The rows of the outbox, whichever table they are in, by one name: order-12."""

import re
from typing import cast

from django.db.models import QuerySet

from repairs.log.models import DeliveryAttempt, Message, PlannerAlert, Repair, WorksOrder, WorksOrderChange

AnyRow = WorksOrder | WorksOrderChange | Message | PlannerAlert
Kind = DeliveryAttempt.Row

TABLES: dict[Kind, type[AnyRow]] = {
    Kind.ORDER: WorksOrder,
    Kind.CHANGE: WorksOrderChange,
    Kind.MESSAGE: Message,
    Kind.PLANNERS: PlannerAlert,
}
REPAIR = {Kind.ORDER: "repair", Kind.CHANGE: "order__repair", Kind.MESSAGE: "repair"}
"""An email to planners is about several."""
NAME = re.compile(rf"({'|'.join(Kind)})-([0-9]{{1,18}})", re.ASCII)


def kind_of(row: AnyRow) -> Kind:
    return next(kind for kind, table in TABLES.items() if isinstance(row, table))


def name_of(row: AnyRow) -> str:
    return f"{kind_of(row)}-{row.pk}"


def read_name(name: str) -> tuple[Kind, int] | None:
    """None for what names no row."""
    read = NAME.fullmatch(name)
    return (Kind(read[1]), int(read[2])) if read else None


def rows_of(kind: Kind) -> QuerySet[AnyRow]:
    rows = TABLES[kind]._default_manager.all()
    return cast("QuerySet[AnyRow]", rows.select_related(f"{REPAIR[kind]}__priority") if kind in REPAIR else rows)


def find_row(name: str) -> AnyRow | None:
    read = read_name(name)
    return rows_of(read[0]).filter(pk=read[1]).first() if read else None


def tells_hms(row: AnyRow) -> bool:
    return isinstance(row, WorksOrder | WorksOrderChange)


def repair_of(row: AnyRow) -> Repair | None:
    return None if isinstance(row, PlannerAlert) else row.repair
