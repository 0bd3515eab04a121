"""Whether a caller is verified. It is kept with the repair: what kinds of questions they could answer, never what they
said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from repairs.contact_centre.helped.questions import Asked, contact_changed_lately, how_many, questions_about
from repairs.council.models import Council
from repairs.log.changeable import lock_repair
from repairs.log.channels import RELATIONS, Channel, Relation
from repairs.log.helping import Help, helping
from repairs.log.models import Event, Repair

Kind = Event.Kind

RIGHT, WRONG, NOT_ASKED = "right", "wrong", "not-asked"
NO_AUTHORITY = "none"
AUTHORITY = {
    "agrees": "The resident is with them and agrees",
    "on-file": "The resident has told us in writing that they may",
    "role": "Their role: warden, officer or councillor",
    NO_AUTHORITY: "Nothing shows it",
}


@dataclass(frozen=True)
class Caller:
    relation: Relation = Relation.SELF
    name: str = ""
    authority: str = ""
    """What shows that they may speak for the resident."""

    @property
    def may_speak(self) -> bool:
        return self.relation == Relation.SELF or self.authority not in {"", NO_AUTHORITY}

    @property
    def detail(self) -> dict[str, str]:
        if self.relation == Relation.SELF:
            return {}
        return {"caller": self.name, "relation": RELATIONS[self.relation], "authority": AUTHORITY[self.authority]}


@dataclass(frozen=True)
class ToAsk:
    """`needed` are right answers that count."""

    asked: list[Asked]
    needed: int

    @property
    def can_be_done(self) -> bool:
        return sum(one.counts for one in self.asked) >= self.needed

    def is_enough(self, marks: dict[str, str]) -> bool:
        return sum(one.counts and marks.get(one.field) == RIGHT for one in self.asked) >= self.needed

    def marked(self, marks: dict[str, str], mark: str) -> str:
        kinds = dict.fromkeys(one.question.kind for one in self.asked if marks.get(one.field) == mark)
        return ", ".join(kinds) or "none"


def what_to_ask(repair: Repair, now: datetime) -> ToAsk:
    changed = contact_changed_lately(repair, now)
    asked = questions_about(repair, changed)
    return ToAsk(asked, how_many(asked, right_answers_needed(), changed))


def right_answers_needed() -> int:
    """Read each time: what staff have set holds at once."""
    return Council.objects.order_by("pk").values_list("answers_to_verify", flat=True)[0]


def verify(repair: Repair, caller: Caller, marks: dict[str, str], help_: Help, token: UUID, now: datetime) -> bool:
    """Whether the caller is who they say they are, noted once for a page. The same page again gives the same answer."""
    with transaction.atomic(), helping(Help(help_.staff_id, Channel(help_.channel))):
        lock_repair(repair)
        both = Event.objects.filter(repair=repair, kind__in=[Kind.CALLER_VERIFIED, Kind.CALLER_NOT_VERIFIED])
        if known := both.filter(detail__page=str(token)).first():
            return known.kind == Kind.CALLER_VERIFIED
        to_ask = what_to_ask(repair, now)
        enough = caller.may_speak and to_ask.is_enough(marks)
        detail = {"right": to_ask.marked(marks, RIGHT), "wrong": to_ask.marked(marks, WRONG), "page": str(token)}
        kind = Kind.CALLER_VERIFIED if enough else Kind.CALLER_NOT_VERIFIED
        Event.objects.create(repair=repair, kind=kind, at=now, detail=detail | caller.detail)
    return enough
