"""What is held of a person, table by table, for the copy that they may ask for (UK GDPR, article 15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from appointments.scheduler.models import SchedulerBooking
from repairs.log.models import CallBack, Enquiry, Repair
from repairs.log.visit import holder_of
from repairs.retention.anonymise import attempts_of, rows_of
from repairs.retention.kinds import Stays
from repairs.retention.person import Person, draft_links, draft_messages, lost_references
from repairs.retention.tables import OF_REPAIRS, TABLES

BY_STAFF = {
    ("log.CallBackNote", "words"),
    *(("log.CallBack", "note"), ("log.LegalHold", "reason"), ("log.Event", "detail"), ("log.JobUpdate", "detail")),
    ("log.StaffNote", "words"),
    ("log.Override", "words"),
    *((label, "given_up_because") for label in ("log.WorksOrder", "log.WorksOrderChange", "log.Message")),
}
OF_SOMEBODY_ELSE = {("log.Repair", "in_name"), ("log.Repair", "in_phone")}


@dataclass(frozen=True)
class Held:
    table: str
    values: dict[str, Any]
    by_staff: tuple[str, ...] = ()
    of_somebody_else: tuple[str, ...] = ()


def all_held(person: Person) -> Iterator[Held]:
    ids = [repair.pk for repair in person.repairs]
    for label, table in OF_REPAIRS.items():
        for row in rows_of(label, table, ids).order_by("pk").iterator(chunk_size=200):
            yield held(label, row)
    of_none = (*lost_references(person), *person.drafts, *draft_links(person), *draft_messages(person))
    for row in (*attempts_of(ids), *of_none, *bookings(person), *staff_changes(ids)):
        yield held(row._meta.label, row)
    for other in person.named_in:
        named = {"in_name": other.in_name, "in_phone": other.in_phone, "reported_at": other.reported_at}
        yield Held("Named as who will be in at a repair of somebody else", named)


def held(label: str, row: Model) -> Held:
    """Without keys, which open things, and without the names of staff and of other rows."""
    fates = TABLES[label].fields if label in TABLES else {}
    values = {
        field.name: value
        for field in row._meta.concrete_fields
        if not field.is_relation and not field.primary_key and fates.get(field.name) is not Stays.KEY
        if (value := getattr(row, field.name)) not in (None, "", [], {})
    }
    return Held(label, values, marked(label, values, BY_STAFF), marked(label, values, OF_SOMEBODY_ELSE))


def marked(label: str, values: dict[str, Any], marks: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(name for name in values if (label, name) in marks)


def bookings(person: Person) -> list[SchedulerBooking]:
    holders = [name for repair in person.repairs for name in (str(repair.draft), holder_of(repair))]
    return list(SchedulerBooking.objects.filter(holder__in=holders))


def staff_changes(repairs: list[int]) -> list[LogEntry]:
    """What staff did, and when. Who of them it was is about them."""
    found: list[LogEntry] = []
    for model in (Repair, CallBack, Enquiry):
        rows = apps.get_model(model._meta.label)._base_manager.all()
        mine = rows.filter(pk__in=repairs) if model is Repair else rows.filter(repair__in=repairs)
        kind = ContentType.objects.get_for_model(model)
        ids = [str(pk) for pk in mine.values_list("pk", flat=True)]
        found += LogEntry.objects.filter(content_type=kind, object_id__in=ids)
    return found
