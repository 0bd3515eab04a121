"""Sending a report: everything it leads to is written in one transaction, and delivered from there."""

from datetime import datetime

from django.db import transaction

from appointments.diary import Diary
from repairs.council.models import Trade
from repairs.homes.models import Home
from repairs.log.call_backs import close_call_back, open_call_back
from repairs.log.links import new_link
from repairs.log.messages import write_messages
from repairs.log.models import Appointment, Event, Repair, WorksOrder
from repairs.log.nudge import nudge_outbox
from repairs.log.promise import make_promise
from repairs.log.report import Report


def submit_report(report: Report, diary: Diary, now: datetime) -> Repair:
    """Makes the repair that a report asks for, once: the same draft again gives the same repair.

    Raises SlotGone when the time that was held has lapsed and gone to someone else. Then nothing is written.
    """
    with transaction.atomic():
        if existing := Repair.objects.filter(draft=report.draft).first():
            return existing
        repair = write_repair(report, now)
        if report.hold_id:
            book(repair, report.hold_id, diary, now)
        if report.call_back is None:
            close_call_back(repair, now)
        else:
            open_call_back(report.call_back, repair, now)
        if report.to_order:
            WorksOrder.objects.create(repair=repair, due_at=now)
        new_link(repair)
        write_messages(repair, now)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return repair


def write_repair(report: Report, now: datetime) -> Repair:
    decision, contact = report.decision, report.contact
    home = Home.objects.get(pk=report.home_id) if report.home_id else None
    promise = make_promise(decision, home.tenure if home else None, now)
    repair = Repair.objects.create(
        draft=report.draft,
        album=report.draft,
        tree_id=report.tree_id,
        answers=dict(report.questions),
        reported_at=now,
        home=home,
        address=report.address,
        postcode=report.postcode,
        outcome=decision.outcome_key,
        title=report.title,
        location=report.location[:200],
        said=list(report.said),
        ending=decision.ending,
        priority=promise.priority,
        trade=Trade.objects.filter(code=decision.trade or "").first(),
        sor=[{"code": item.code, "quantity": item.quantity} for item in decision.sor],
        rtr_category=promise.rtr_category,
        rtr_due=promise.rtr_due,
        due_at=promise.due_at,
        hazards=list(decision.hazards),
        flags=list(decision.flags),
        reasons=[{"rule": reason.rule, "text": reason.text} for reason in decision.reasons],
        description=report.description,
        people_at_risk=list(report.people_at_risk),
        preferred_times=list(report.preferred_times),
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        tell_by=contact.tell_by,
        in_name=contact.in_name,
        in_phone=contact.in_phone,
        access_notes=contact.access_notes,
    )
    Event.objects.create(repair=repair, kind=Event.Kind.REPORTED, at=now)
    return repair


def book(repair: Repair, hold_id: str, diary: Diary, now: datetime) -> None:
    """Raises SlotGone."""
    slot = diary.confirm(hold_id, now)
    Appointment.objects.create(
        repair=repair, diary_id=hold_id, day=slot.day, window=slot.window, starts=slot.starts, ends=slot.ends
    )
    Event.objects.create(repair=repair, kind=Event.Kind.BOOKED, at=now)
