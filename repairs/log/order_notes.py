"""What whoever plans the work needs to know besides, a sentence each."""

from repairs.council.dates import say_deadline
from repairs.log.models import CallBack, Repair

AT_RISK = {
    "child-under-5": "a child under 5",
    "over-65": "someone over 65",
    "pregnant": "someone who is pregnant",
    "health-condition": "someone with a health condition or disability",
    "equipment": "someone who uses medical equipment",
}


def notes_for(repair: Repair, call_back: CallBack | None) -> list[str]:
    notes = [reason["text"] for reason in repair.reasons]
    notes.append(f"Contact by {repair.get_tell_by_display().lower()}, as the resident chose.")
    if repair.ending == Repair.Ending.RING:
        notes.append("Emergency reported online. The resident was told to ring and may have done so.")
    if call_back is not None:
        why = call_back.get_reason_display().lower()
        notes.append(f"The resident waits to hear from us by {say_deadline(call_back.due_at)}: {why}.")
    if at_risk := [AT_RISK.get(person, person) for person in repair.people_at_risk]:
        notes.append(f"At home: {', '.join(at_risk)}.")
    if before := repair.recall_of:
        number = before.works_order.hms_number if hasattr(before, "works_order") else ""
        notes.append(f"Recall: not fixed by repair {before.reference}{f', order {number}' if number else ''}.")
    if repair.preferred_times:
        notes.append(f"Times that suit: {', '.join(repair.preferred_times)}.")
    notes += [f"Hazard to look into: {hazard}." for hazard in repair.hazards]
    return notes
