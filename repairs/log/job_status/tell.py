"""What is said, not said any more, and not passed on any more, once the HMS has told us how a job goes."""

from datetime import datetime

from repairs.log.hand_on import ASKED_FOR
from repairs.log.messages import channel_for, drop_unsent
from repairs.log.models import Event, Message, Repair, WorksOrder, WorksOrderChange

# Whatever becomes of a visit, these stay true.
STAY_TRUE = (
    *(Message.Kind.EMERGENCY, Message.Kind.CANCELLED, Message.Kind.ANSWERED, Message.Kind.COMPLAINT),
    *(Message.Kind.VISIT_DETAILS, Message.Kind.CONTACT_CHANGED, Message.Kind.FORMER_CONTACT, Message.Kind.DELAY),
    Message.Kind.ADDED,
    *ASKED_FOR,
)
OF_A_VISIT = [kind for kind in Message.Kind if kind not in STAY_TRUE]

# Words and photos that were added still help whoever comes next.
OF_NO_USE_ONCE_FINISHED = [
    WorksOrderChange.Kind.MOVED,
    WorksOrderChange.Kind.VISIT_CANCELLED,
    WorksOrderChange.Kind.CANCELLED,
]


def tell(
    repair: Repair, kind: Message.Kind, version: int, now: datetime, *, too_late_at: datetime | None = None
) -> None:
    """Once for a version of the appointment. Who wants to be rung is rung by a person, from their lists."""
    if channel := channel_for(repair):
        Message.objects.get_or_create(
            repair=repair,
            kind=kind,
            channel=channel,
            version=version,
            copy=0,
            defaults={"wanted_at": now, "due_at": now, "too_late_at": too_late_at},
        )


def drop_what_is_over(repair: Repair) -> None:
    """What was to be said of a visit that does not count any more."""
    drop_unsent(repair, kind__in=OF_A_VISIT)


def refuse_changes(order: WorksOrder, why: str) -> None:
    """A person decides what becomes of changes that the HMS has not been told of, and cannot act on any more."""
    waiting = WorksOrderChange.objects.filter(
        order=order, kind__in=OF_NO_USE_ONCE_FINISHED, state=WorksOrderChange.State.WAITING
    )
    for change in waiting.select_for_update():
        WorksOrderChange.objects.filter(pk=change.pk).update(
            state=WorksOrderChange.State.NEEDS_PERSON, last_problem=why
        )
        detail = {"change": change.kind}
        Event.objects.create(repair=order.repair, kind=Event.Kind.CHANGE_REFUSED, detail=detail)
