"""What whoever plans the work needs to know besides, a sentence each."""

from repairs.council.dates import say_deadline, say_moment
from repairs.log.models import Addition, CallBack, Repair
from repairs.statements import Gap, Read

AT_RISK = {
    "child-under-5": "a child under 5",
    "over-65": "someone over 65",
    "pregnant": "someone who is pregnant",
    "health-condition": "someone with a health condition or disability",
    "equipment": "someone who uses medical equipment",
}


ONLINE = "Emergency reported online. The resident was told to ring and may have done so."
BY_US = "Emergency taken by the contact centre."


def how_to_tell(repair: Repair) -> str:
    return f"Contact by {repair.get_tell_by_display().lower()}, as the resident chose."


ADDED = Read(lambda: Addition.objects.filter(repair=Gap(Repair, "id", "repair")).exclude(words=""))


def added_words(repair: Repair) -> list[Addition]:
    return ADDED.all(repair=repair.pk)


def notes_for(repair: Repair, call_back: CallBack | None) -> list[str]:
    notes = [reason["text"] for reason in repair.reasons]
    notes.append(how_to_tell(repair))
    if repair.ending == Repair.Ending.RING:
        notes.append(BY_US if hasattr(repair, "assistance") else ONLINE)
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
    notes += [f"Added on {say_moment(one.added_at)}: {one.words}" for one in added_words(repair)]
    notes += [f"Hazard to look into: {hazard}." for hazard in repair.hazards]
    return notes
