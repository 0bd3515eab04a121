"""The tables that lead to a repair, and are forgotten with it."""

from typing import Any
from uuid import UUID, uuid4

from repairs.log.models import Event, JobUpdate, Repair
from repairs.retention.kinds import Goes, GoesBy, Stage, Stays, Table, fields

DETAILS, RECORD = Stage.DETAILS, Stage.RECORD
IMPERSONAL, KEY = Stays.IMPERSONAL, Stays.KEY

COUNTED = frozenset({"outcome", "enquiry", "state", "before", "after", "rules", "stopped", "channel", "message"})
"""What an event keeps for statistics."""


def what_is_counted(event: Event) -> dict[str, Any]:
    return {name: value for name, value in event.detail.items() if name in COUNTED}


def other_key(row: Any) -> UUID:
    """What led to the row from outside leads nowhere."""
    return uuid4()


def no_reference(repair: Repair) -> str:
    """One that nobody can look up, because no reference is written like it."""
    return f"X{repair.pk}"


def no_key(update: JobUpdate) -> str:
    return f"X{update.pk}"


OUTBOX = {"last_problem": Goes(DETAILS), "given_up_because": Goes(RECORD)}
ORDER = {**OUTBOX, "key": Goes(RECORD, other_key), "message": Goes(DETAILS, None)}

OF_REPAIRS: dict[str, Table] = {
    "log.Repair": Table(
        repair="pk",
        fields={
            **fields(Goes(DETAILS), "phone email in_name in_phone access_notes"),
            "tell_by": Goes(DETAILS, Repair.TellBy.PHONE),
            "preferred_times": Goes(DETAILS, []),
            "album": GoesBy("details"),
            **fields(Goes(RECORD), "name address postcode description cancel_words"),
            "home": Goes(RECORD, None),
            "people_at_risk": Goes(RECORD, []),
            "reference": Goes(RECORD, no_reference),
            "draft": Goes(RECORD, other_key),
            **fields(IMPERSONAL, "answers outcome title location said sor rtr_category hazards flags reasons"),
        },
    ),
    "log.WorksOrder": Table(repair="repair", fields={**ORDER, "hms_number": Goes(RECORD)}),
    "log.WorksOrderChange": Table(repair="order__repair", fields=ORDER),
    "log.Message": Table(
        repair="repair",
        fields={**OUTBOX, "key": Goes(RECORD, other_key), **fields(Goes(DETAILS), "gateway_id sent_to address")},
    ),
    "log.RepairLink": Table(repair="repair", deleted_with=DETAILS, fields=fields(KEY, "nonce token_hash")),
    "log.AccessCode": Table(repair="repair", deleted_with=DETAILS, fields=fields(KEY, "nonce")),
    "log.Addition": Table(repair="repair", fields={"words": Goes(RECORD), "photos": Goes(DETAILS, []), "token": KEY}),
    "log.ContactChange": Table(
        repair="repair",
        deleted_with=DETAILS,
        fields={**fields(GoesBy("contact-changes"), "name phone email"), **fields(KEY, "token nonce")},
    ),
    "log.Appointment": Table(repair="repair", fields=fields(IMPERSONAL, "diary_id slot window")),
    "log.Assistance": Table(repair="repair", fields={"caller_name": Goes(RECORD), "caller_phone": Goes(DETAILS)}),
    "log.CallBack": Table(
        repair="repair",
        fields={
            "home": Goes(RECORD, None),
            **fields(Goes(RECORD), "note to_tell"),
            "draft": Goes(RECORD, other_key),
            "begun_as": Goes(RECORD, None),
            **fields(IMPERSONAL, "answers problem"),
        },
    ),
    "log.CallBackNote": Table(
        repair="call_back__repair", deleted_with=RECORD, fields={"words": Goes(RECORD), "key": KEY}
    ),
    "log.Enquiry": Table(
        repair="repair", fields={"words": Goes(RECORD), "answer": Goes(RECORD), "detail": Goes(RECORD, {})}
    ),
    "log.Event": Table(repair="repair", fields={"detail": Goes(RECORD, what_is_counted)}),
    "log.JobUpdate": Table(
        repair="order__repair",
        fields={"detail": Goes(RECORD, {}), "code": Goes(RECORD), "key": Goes(RECORD, no_key)},
    ),
    "log.StaffNote": Table(repair="repair", fields={"words": Goes(RECORD), "token": KEY}),
    "log.Override": Table(
        repair="repair",
        fields={"words": Goes(RECORD), **fields(IMPERSONAL, "before after why"), "role": Stays.STAFF},
    ),
    "log.DelayNote": Table(repair="repair", fields={"words": Goes(RECORD)}),
    "log.DelayedRepair": Table(repair="repair"),
    "log.LegalHold": Table(repair="repair", fields={"reason": Goes(RECORD)}),
    "log.AlertedVisit": Table(repair="repair"),
    "report.Draft": Table(
        repair="repair",
        deleted_with=RECORD,
        fields={"id": KEY, "given": GoesBy("sent-drafts"), "hold": IMPERSONAL},
    ),
}
