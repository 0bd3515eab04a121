"""Erasing what is held of a person because they ask for it (UK GDPR, article 17), as far as the law lets us."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from repairs.council.dates import say_date
from repairs.council.kept_for import kept_for_now
from repairs.log.models import Repair, WorksOrder
from repairs.log.visit import holder_of
from repairs.report.forget import forget
from repairs.report.models import Draft
from repairs.retention.anonymise import forget_record
from repairs.retention.closed import closed_before, nothing_open
from repairs.retention.copy import bookings
from repairs.retention.person import Person, draft_messages, lost_references
from repairs.retention.steps.photos import erase_removed
from repairs.retention.steps.step import Moment
from repairs.staff.audited import command_line, keep_changes

ON_REQUEST = "Erased because the person asked for it."


@dataclass(frozen=True)
class Kept:
    reference: str
    why: str


def why_kept(repair: Repair, now: datetime) -> str:
    """Empty where nothing speaks against erasing it."""
    row = Repair.objects.filter(pk=repair.pk)
    if repair.legal_holds.filter(ended_at=None).exists():
        return "there is a legal case about it (article 17(3)(e))"
    if not row.filter(nothing_open()).exists():
        return "something about it is open: an enquiry, a call back, or what has not been delivered"
    if not row.filter(closed_before(now)).exists():
        return "the repair is open: we must be able to do it"
    if repair.hazards and not row.filter(closed_before(kept_for_now().records_before(now))).exists():
        return "it is the record of a hazard, which we must be able to show (article 17(3)(b))"
    return ""


def split(repairs: Sequence[Repair], now: datetime) -> tuple[list[Repair], list[Kept]]:
    """Those that can be erased, and why each of the others is kept."""
    why = {repair: why_kept(repair, now) for repair in repairs}
    return [one for one in repairs if not why[one]], [Kept(one.reference, why[one]) for one in repairs if why[one]]


def erase(person: Person, now: datetime) -> None:
    """All that `split` says can go. The files of photos too: what cannot be erased now is tried again each day."""
    with transaction.atomic():
        locked = Repair.objects.filter(pk__in=[one.pk for one in (*person.repairs, *person.named_in)])
        list(locked.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
        going, _ = split(person.repairs, now)
        ids = [repair.pk for repair in going]
        forget_record(ids, now)
        named, _ = split(person.named_in, now)
        Repair.objects.filter(pk__in=[one.pk for one in named]).update(in_name="", in_phone="")
        lost_references(person).delete()
        draft_messages(person).delete()
        touched = Repair.objects.filter(pk__in=[*ids, *(one.pk for one in named)])
        keep_changes(command_line(), 2, [(repair, ON_REQUEST) for repair in touched], personal=True)
    for draft in person.drafts:
        forget(Draft.objects.filter(pk=draft.pk, repair=None), now)
    for _ in erase_removed(Moment(now, kept_for_now())):
        pass


def elsewhere(going: Sequence[Repair], person: Person) -> list[str]:
    """What the council has to have erased by others, in words. To be asked before it is erased here."""
    orders = WorksOrder.objects.filter(repair__in=[repair.pk for repair in going]).select_related("repair")
    told = [
        f"In the HMS: order {order.hms_number or 'without a number'}, our reference {order.repair.reference}."
        for order in orders
    ]
    wanted = {name for repair in going for name in (str(repair.draft), holder_of(repair))}
    told += [
        f"In the scheduler: booking {one.key} on {say_date(one.day)}."
        for one in bookings(person)
        if one.holder in wanted
    ]
    if any(repair.messages.exclude(gateway_id="").exists() for repair in going):
        told.append("In GOV.UK Notify: texts and emails go by themselves after 7 days, or as its settings say.")
    return [*told, "In backups: they go with their age. Erase again when one is put back."]
