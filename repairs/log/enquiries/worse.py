"""It has got worse: the dangers are asked about again and decided on again. It may become more urgent, never less."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from diagnosis.facts import Facts
from diagnosis.services import load_tree
from diagnosis.tree import Outcome
from diagnosis.triage import Decision, triage
from diagnosis.walk import walk
from repairs.council.dates import say_deadline
from repairs.council.deadlines import LONDON
from repairs.council.models import Priority
from repairs.log.call_backs import call_back_due, open_call_back
from repairs.log.changeable import Finished, NotChanged, lock_repair
from repairs.log.enquiries.ask import ask, tell_hms
from repairs.log.enquiries.signs import SIGNS
from repairs.log.job_status.state import is_finished
from repairs.log.job_status.tell import tell
from repairs.log.models import CallBack, Enquiry, Event, Message, Repair
from repairs.log.promise import Promise, make_promise

MOVED_UP = ["priority", "due_at", "hazards", "flags", "reasons", "people_at_risk", "investigate_by", "worse_at"]


class NotDecided(NotChanged):
    """The diagnosis that it was reported with has no such outcome."""


def record_worse(
    repair: Repair, signs: Collection[str], people: Collection[str], words: str, now: datetime
) -> tuple[Enquiry, bool]:
    """What they ask, and whether they must ring now. Raises Finished."""
    with transaction.atomic():
        repair = lock_repair(repair)
        if repair.cancelled_at or is_finished(repair):
            raise Finished
        decision = decide_again(repair, signs, people, now)
        promise = make_promise(decision, tenure_of(repair), now)
        emergency = promise.priority.is_emergency
        due = call_back_due(CallBack.Reason.EMERGENCY, now) if emergency else None
        enquiry, is_new = ask(repair, Enquiry.Kind.WORSE, words, now, due_at=due, detail={"signs": in_words(signs)})
        if due and not is_new and due < enquiry.due_at:
            enquiry.due_at = due
            enquiry.save(update_fields=["due_at"])
        was = repair.priority
        moved_up = move_up(repair, decision, promise, people, now)
        if is_new or moved_up:
            tell_hms(repair, note_for(repair, was, signs, words), now)
        if emergency:
            ring_at_once(repair, enquiry, now)
    return enquiry, emergency


def decide_again(repair: Repair, signs: Collection[str], people: Collection[str], now: datetime) -> Decision:
    """With what the report said, and what is said now."""
    tree = load_tree(repair.tree_id)
    outcome = tree.by_key.get(repair.outcome)
    if not isinstance(outcome, Outcome):
        raise NotDecided
    known = dict(walk(tree, repair.answers).facts) | {sign.fact: sign.value for sign in SIGNS if sign.key in signs}
    facts = Facts.gathered(known, people_at_risk=frozenset(people) | frozenset(repair.people_at_risk))
    ranks = dict(Priority.objects.values_list("code", "rank"))
    today = now.astimezone(LONDON).date()
    return triage(outcome, facts, ranks=ranks, reported_on=today, tenure=tenure_of(repair))


def move_up(repair: Repair, decision: Decision, promise: Promise, people: Collection[str], now: datetime) -> bool:
    """Whether it became more urgent, or a hazard was found. What was promised sooner stays so."""
    before = {"priority": repair.priority.code, "due": repair.due_at.isoformat()}
    more_urgent = promise.priority.rank < repair.priority.rank
    new_hazards = [hazard for hazard in decision.hazards if hazard not in repair.hazards]
    repair.people_at_risk = both(repair.people_at_risk, people)
    repair.hazards, repair.flags = both(repair.hazards, decision.hazards), both(repair.flags, decision.flags)
    known = {reason.get("rule") for reason in repair.reasons}
    new = [{"rule": one.rule, "text": one.text} for one in decision.reasons if one.rule not in known]
    repair.reasons = [*repair.reasons, *new]
    if more_urgent or new_hazards:
        repair.worse_at = now
        repair.due_at = min(repair.due_at, promise.due_at)
        days = [day for day in (repair.investigate_by, promise.investigate_by) if day]
        repair.investigate_by = min(days, default=None)
    if more_urgent:
        repair.priority = promise.priority
    repair.save(update_fields=MOVED_UP)
    if not more_urgent and not new_hazards:
        return False
    after = {"priority": repair.priority.code, "due": repair.due_at.isoformat()}
    detail: dict[str, Any] = {"before": before, "after": after, "rules": [one["rule"] for one in new]}
    Event.objects.create(repair=repair, kind=Event.Kind.GOT_WORSE, at=now, detail=detail)
    return True


def ring_at_once(repair: Repair, enquiry: Enquiry, now: datetime) -> None:
    """They are told to ring. We ring as well, however it goes, and sooner than we had said for something else."""
    open_call_back(CallBack.Reason.EMERGENCY, repair, now)
    tell(repair, Message.Kind.EMERGENCY, enquiry.pk, now)


def note_for(repair: Repair, was: Priority, signs: Collection[str], words: str) -> str:
    now_is = f"Priority {was.code} before, now {repair.priority.code}, due by {say_deadline(repair.due_at)}."
    said = [f"The resident says that it has got worse. {now_is}", *(f"{text}." for text in in_words(signs)), words]
    return "\n".join(line for line in said if line)


def in_words(signs: Collection[str]) -> list[str]:
    return [sign.text for sign in SIGNS if sign.key in signs]


def both(before: list[str], now: Collection[str]) -> list[str]:
    return list(dict.fromkeys([*before, *now]))


def tenure_of(repair: Repair) -> str | None:
    return repair.home.tenure if repair.home else None
