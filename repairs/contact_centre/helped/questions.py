"""What is asked to be sure of a caller, and what is on file."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from appointments.choices import say_slot
from repairs.council.deadlines import LONDON
from repairs.council.models import VerifyingQuestion
from repairs.log.messages import appointment_of
from repairs.log.models import Event, Repair

Kind = VerifyingQuestion.Kind

LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    question: VerifyingQuestion
    on_file: str
    counts: bool = True
    """What was changed lately proves nothing: whoever changed it knows it."""

    @property
    def field(self) -> str:
        return f"question_{self.question.pk}"


@dataclass(frozen=True)
class ContactChange:
    at: datetime
    parts: frozenset[str]
    """Of name, phone and email: which were changed."""

    def days_ago(self, now: datetime) -> str:
        days = (now.astimezone(LONDON).date() - self.at.astimezone(LONDON).date()).days
        return "today" if days < 1 else "yesterday" if days == 1 else f"{days} days ago"


def questions_about(repair: Repair, changed: ContactChange | None) -> list[Asked]:
    """In the council's order. What the repair has no answer to is left out."""
    asked = [
        Asked(question, on_file(repair, question), counts=changed is None or question.kind not in changed.parts)
        for question in VerifyingQuestion.objects.all()
    ]
    return [one for one in asked if one.on_file]


def on_file(repair: Repair, question: VerifyingQuestion) -> str:
    if question.kind == Kind.ADDRESS:
        return ", ".join(line for line in (*repair.address.splitlines()[:1], repair.postcode) if line)
    if question.kind == Kind.VISIT:
        visit = appointment_of(repair)
        return say_slot(visit) if visit else ""
    return {
        Kind.NAME: repair.name,
        Kind.PHONE: repair.phone,
        Kind.EMAIL: repair.email,
        Kind.PROBLEM: ", ".join(part for part in (repair.title, repair.location) if part),
        Kind.OTHER: question.where,
    }[Kind(question.kind)]


def contact_changed_lately(repair: Repair, now: datetime) -> ContactChange | None:
    changes = repair.events.filter(kind=Event.Kind.CONTACT_CHANGED, at__gt=now - LATELY).order_by("at")
    if not (found := list(changes)):
        return None
    parts = {part.strip() for event in found for part in str(event.detail.get("changed", "")).split(",")}
    return ContactChange(found[-1].at, frozenset(parts & {Kind.NAME, Kind.PHONE, Kind.EMAIL}))


def how_many(asked: list[Asked], needed: int, changed: ContactChange | None) -> int:
    """Right answers. One more after a change, where there is one more to ask."""
    can_count = sum(one.counts for one in asked)
    return needed + 1 if changed and can_count > needed else needed
