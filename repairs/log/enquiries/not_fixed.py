"""It is not fixed: reported again as a recall, which is a repair of its own with the history of the first."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from appointments.diary import Diary
from diagnosis.facts import Facts
from diagnosis.services import load_tree
from diagnosis.tree import Outcome
from diagnosis.triage import Decision, triage
from diagnosis.vocabulary import is_emergency
from diagnosis.walk import walk
from repairs.council.deadlines import LONDON
from repairs.council.models import Priority
from repairs.log.changeable import NotChanged, lock_repair
from repairs.log.enquiries.ask import ask
from repairs.log.enquiries.choices import may_say_not_fixed
from repairs.log.enquiries.worse import NotDecided, tenure_of
from repairs.log.models import CallBack, Enquiry, Event, Repair
from repairs.log.report import Report, ReportContact
from repairs.log.submit import submit_report

LONGEST_CHAIN = 10


class NotAgain(NotChanged):
    """It was never finished, or too long ago."""


def report_not_fixed(repair: Repair, words: str, diary: Diary, now: datetime) -> Repair:
    """The recall. The same repair again gives the same recall. Raises NotAgain."""
    with transaction.atomic():
        repair = lock_repair(repair)
        if known := Repair.objects.filter(recall_of=repair).first():
            return known
        if not may_say_not_fixed(repair, now):
            raise NotAgain
        ask(repair, Enquiry.Kind.NOT_FIXED, words, now)
        recall = submit_report(recall_report(repair, words, now), diary, now)
        Repair.objects.filter(pk=recall.pk).update(recall_of=repair, album=repair.album)
        detail = {"recall": recall.reference}
        Event.objects.create(repair=repair, kind=Event.Kind.REPORTED_AGAIN, at=now, detail=detail)
    recall.refresh_from_db()
    return recall


def recall_report(repair: Repair, words: str, now: datetime) -> Report:
    decision = decide_recall(repair, now)
    emergency = is_emergency(decision.priority)
    return Report(
        draft=recall_draft(repair.draft),
        tree_id=repair.tree_id,
        questions=repair.answers,
        decision=decision,
        title=repair.title,
        location=repair.location,
        said=tuple(repair.said),
        home_id=repair.home_id,
        tenure=tenure_of(repair),
        address=repair.address,
        postcode=repair.postcode,
        contact=ReportContact(
            repair.name,
            Repair.TellBy(repair.tell_by),
            repair.phone,
            repair.email,
            repair.in_name,
            repair.in_phone,
            repair.access_notes,
        ),
        call_back=CallBack.Reason.EMERGENCY if emergency else None,
        description="\n\n".join(part for part in (words, repair.description) if part),
        people_at_risk=tuple(repair.people_at_risk),
    )


def decide_recall(repair: Repair, now: datetime) -> Decision:
    """As the rules decide of what was repaired before and failed. It is booked, as the first one was, or rung about."""
    tree = load_tree(repair.tree_id)
    outcome = tree.by_key.get(repair.outcome)
    if not isinstance(outcome, Outcome):
        raise NotDecided
    facts = Facts.gathered(
        walk(tree, repair.answers).facts,
        people_at_risk=frozenset(repair.people_at_risk),
        recent="yes",
        recalls=recalls_before(repair) + 1,
    )
    ranks = dict(Priority.objects.values_list("code", "rank"))
    today = now.astimezone(LONDON).date()
    decision = triage(outcome, facts, ranks=ranks, reported_on=today, tenure=tenure_of(repair))
    return decision if is_emergency(decision.priority) else replace(decision, ending="book")


def recalls_before(repair: Repair) -> int:
    count, before = 0, repair.recall_of
    while before is not None and count < LONGEST_CHAIN:
        count, before = count + 1, before.recall_of
    return count


def recall_draft(draft: UUID) -> UUID:
    """The same each time: one report, one repair."""
    return uuid5(draft, "recall")
