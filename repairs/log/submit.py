"""Sending a report: everything it leads to is written in one transaction, and delivered from there."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from appointments.anyway import hold_anyway
from appointments.diary import Diary, Slot
from repairs.council.codes import find_trade_id
from repairs.log.call_backs import ask_for_call, close_call_back
from repairs.log.calling_back.ending import end_as_report
from repairs.log.links import new_key
from repairs.log.messages import messages_for
from repairs.log.models import Appointment, Assistance, Event, Message, Repair, RepairLink, WorksOrder
from repairs.log.nudge import nudge_outbox
from repairs.log.overrides.keep import write_overrides
from repairs.log.promise import make_promise
from repairs.log.reminders import Visit
from repairs.log.report import Report
from repairs.statements import Insert

repairs = Insert(Repair, on_conflict="(draft) DO NOTHING")
works_orders, links, messages = Insert(WorksOrder), Insert(RepairLink), Insert(Message)
appointments, events, assistances = Insert(Appointment), Insert(Event), Insert(Assistance)


def submit_report(
    report: Report, diary: Diary, now: datetime, sent: Callable[[Repair], None] = lambda repair: None
) -> Repair:
    """Makes the repair that a report asks for, once: the same draft again gives the same repair.

    `sent` is called with a new repair, in its transaction. Raises SlotGone when the time that was held has lapsed and
    gone to someone else. Then nothing is written, and a transaction around it must be given up.
    """
    repair = repair_of(report, now)
    with transaction.atomic(savepoint=False):
        if not repairs.save(repair):
            return Repair.objects.get(draft=report.draft)
        sent(repair)
        if report.assistance:
            end_as_report(repair, report.assistance.staff_id, report.call_back is not None, now)
        if report.call_back is None:
            close_call_back(repair, now)
        else:
            ask_for_call(report.call_back, repair, now)
        if report.to_order:
            works_orders.write({"repair_id": repair.pk, "due_at": now})
        if report.assistance:
            assistances.write({"repair_id": repair.pk, **asdict(report.assistance)})
        links.write({"repair_id": repair.pk, **new_key()})
        events.write(*({"repair_id": repair.pk, "kind": kind, "at": now} for kind in what_happened(report)))
        visit, hold_id, added = None, report.hold_id, 0
        if wanted := report.without_room:
            hold, added = hold_anyway(wanted.slot, wanted.job, str(report.draft), now, most=wanted.most)
            hold_id = hold.id
        if hold_id:
            # Last: whoever wants the same place waits from here to the end.
            slot = diary.confirm(hold_id, now)
            visit = Visit(slot.day, slot.starts)
            appointments.write({"repair_id": repair.pk, "diary_id": hold_id, **when(slot)})
        if report.overrides:
            write_overrides(repair, report.overrides, added, now)
        if told := messages_for(repair, now, visit):
            messages.write(*told)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return repair


def what_happened(report: Report) -> list[Event.Kind]:
    """In the order in which it did."""
    kind = Event.Kind
    is_booked = report.hold_id or report.without_room
    steps = ((kind.REPORTED, True), (kind.BOOKED, is_booked), (kind.CALL_BACK_ASKED, report.call_back))
    return [step for step, happens in steps if happens]


def when(slot: Slot) -> dict[str, Any]:
    """What an appointment says of it."""
    return {"slot": slot.id, "day": slot.day, "window": slot.window, "starts": slot.starts, "ends": slot.ends}


def repair_of(report: Report, now: datetime) -> Repair:
    decision, contact = report.decision, report.contact
    promise = make_promise(decision, report.tenure, now)
    return Repair(
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
