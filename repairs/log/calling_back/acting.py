"""What every act on a call back has in common: one UPDATE decides, and it is kept who did it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from repairs.log.helping import staff_helping
from repairs.log.models import CallBack, CallBackNote, Event

Did = CallBackNote.Did


class NotDone(Exception):
    """Nothing was changed: somebody else has it, or it is over. The row that is passed along says which."""


def change(call_back: CallBack, now: datetime, did: CallBackNote.Did, *, if_now: dict[str, Any], **to: Any) -> None:
    """Raises NotDone where it is not as `if_now` says, or is over."""
    with transaction.atomic():
        if not CallBack.objects.filter(pk=call_back.pk, done_at=None, **if_now).update(**to):
            call_back.refresh_from_db()
            raise NotDone
        keep(call_back, did, now)
    call_back.refresh_from_db()


def keep(
    call_back: CallBack,
    did: CallBackNote.Did,
    now: datetime,
    *,
    words: str = "",
    key: UUID | None = None,
    how: str = "",
    staff_id: int | None = None,
) -> bool:
    """Whether it is new: the same key again adds nothing. In a transaction.

    `helping` says who of the staff it is, unless `staff_id` does.
    """
    staff_id = staff_id or who_acts()
    note, is_new = CallBackNote.objects.get_or_create(
        key=key or uuid4(),
        defaults={"call_back": call_back, "did": did, "words": words, "at": now, "staff_id": staff_id},
    )
    if is_new and call_back.repair_id:
        kind = Event.Kind.CALL_BACK_ENDED if did == Did.ENDED else Event.Kind.CALL_BACK_WORKED
        detail = {"did": note.get_did_display()} | ({"how": how} if how else {})
        Event.objects.create(repair_id=call_back.repair_id, kind=kind, at=now, detail=detail)
    return is_new


def who_acts() -> int:
    """Raises RuntimeError outside of `helping`."""
    staff_id = staff_helping()
    if staff_id is None:
        raise RuntimeError("Nobody of the staff is helping.")
    return staff_id
