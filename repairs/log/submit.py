"""Sending a report: everything it leads to is written in one transaction, and delivered from there."""

from datetime import datetime

from django.db import transaction

from appointments.diary import Diary
from repairs.council.codes import find_trade_id
from repairs.log.call_backs import close_call_back, open_call_back
from repairs.log.links import new_link
from repairs.log.messages import write_messages
from repairs.log.models import Appointment, Event, Repair, WorksOrder
from repairs.log.nudge import nudge_outbox
from repairs.log.promise import make_promise
from repairs.log.report import Report


def submit_report(report: Report, diary: Diary, now: datetime) -> Repair:
    """Makes the repair that a report asks for, once: the same draft again gives the same repair.

    Raises SlotGone when the time that was held has lapsed and gone to someone else. Then nothing is written, and a
    transaction around it must be given up.
    """
    with transaction.atomic(savepoint=False):
        if Repair.objects.filter(draft=report.draft).exists():
            return Repair.objects.get(draft=report.draft)
        repair = write_repair(report, now)
        happened = [Event(repair=repair, kind=Event.Kind.REPORTED, at=now)]
        if report.hold_id:
            book(repair, report.hold_id, diary, now)
            happened.append(Event(repair=repair, kind=Event.Kind.BOOKED, at=now))
        Event.objects.bulk_create(happened)
        if report.call_back is None:
            close_call_back(repair, now)
        else:
            open_call_back(report.call_back, repair, now)
        if report.to_order:
            WorksOrder.objects.create(repair=repair, due_at=now)
        new_link(repair)
        write_messages(repair, now, booked=bool(report.hold_id))
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return repair


def write_repair(report: Report, now: datetime) -> Repair:
    decision, contact = report.decision, report.contact
    promise = make_promise(decision, report.tenure, now)
    return Repair.objects.create(
        draft=report.draft,
        album=report.draft,
        tree_id=report.tree_id,
        answers=dict(report.questions),
        reported_at=now,
        home_id=report.home_id,
        address=report.address,
        postcode=report.postcode,
        outcome=decision.outcome_key,
        title=report.title,
        location=report.location[:200],
        said=list(report.said),
        ending=decision.ending,
        priority=promise.priority,
        trade_id=find_trade_id(decision.trade) if decision.trade else None,
        sor=[{"code": item.code, "quantity": item.quantity} for item in decision.sor],
        rtr_category=promise.rtr_category,
        rtr_due=promise.rtr_due,
        investigate_by=promise.investigate_by,
        due_at=promise.due_at,
        hazards=list(decision.hazards),
        flags=list(decision.flags),
        reasons=[{"rule": reason.rule, "text": reason.text} for reason in decision.reasons],
        description=report.description,
        people_at_risk=list(report.people_at_risk),
        wants_sooner=report.wants_sooner,
        preferred_times=list(report.preferred_times),
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        tell_by=contact.tell_by,
        in_name=contact.in_name,
        in_phone=contact.in_phone,
        access_notes=contact.access_notes,
    )


def book(repair: Repair, hold_id: str, diary: Diary, now: datetime) -> None:
    """Raises SlotGone."""
    slot = diary.confirm(hold_id, now)
    Appointment.objects.create(
        repair=repair,
        diary_id=hold_id,
        slot=slot.id,
        day=slot.day,
        window=slot.window,
        starts=slot.starts,
        ends=slot.ends,
    )
