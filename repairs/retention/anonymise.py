"""Taking what is about a person out of repairs, as the tables say."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery

from appointments.models import Booking
from appointments.scheduler.models import SchedulerBooking
from repairs.homes.models import Home
from repairs.log.models import (
    CallBack,
    Complaint,
    DelayNote,
    DeliveryAttempt,
    Enquiry,
    LegalHold,
    Message,
    Repair,
    WorksOrder,
    WorksOrderChange,
)
from repairs.photos.models import Photo
from repairs.retention.kinds import Goes, Stage, Table
from repairs.retention.tables import OF_REPAIRS

Ids = Collection[int]


def forget_details(repairs: Ids, now: datetime) -> None:
    """In a transaction that has locked them. The files of photos are erased later, by a step of their own."""
    attempts_of(repairs).delete()
    Message.objects.filter(repair__in=repairs).update(ask_delivery_at=None)
    empty_fields(repairs, Stage.DETAILS)
    let_go_of_photos(repairs, now)
    Repair.objects.filter(pk__in=repairs).update(details_forgotten_at=now, access_version=F("access_version") + 1)


def forget_record(repairs: Ids, now: datetime) -> None:
    """In a transaction that has locked them. What is left cannot be led back to anybody."""
    with_details = Repair.objects.filter(pk__in=repairs, details_forgotten_at=None).values_list("pk", flat=True)
    if left := list(with_details):
        forget_details(left, now)
    delete_staff_changes(repairs)
    rename_holders(repairs)
    patch = Home.objects.filter(pk=OuterRef("home")).values("patch")
    Repair.objects.filter(pk__in=repairs).update(patch=Subquery(patch), forgotten_at=now)
    Enquiry.objects.filter(repair__in=repairs).update(owner=None)
    empty_fields(repairs, Stage.RECORD)


def empty_fields(repairs: Ids, stage: Stage) -> None:
    for label, table in OF_REPAIRS.items():
        rows = rows_of(label, table, repairs)
        if table.deleted_with == stage:
            rows.delete()
            continue
        going = {name: fate for name, fate in table.fields.items() if isinstance(fate, Goes) and fate.when == stage}
        if same := {name: fate.leaves for name, fate in going.items() if not fate.is_made}:
            rows.update(**same)
        if made := {name: fate for name, fate in going.items() if fate.is_made}:
            make_anew(rows, made)


def rows_of(label: str, table: Table, repairs: Ids) -> QuerySet[Any]:
    model: type[Model] = apps.get_model(label)
    return model._base_manager.filter(**{f"{table.repair}__in": repairs})


def make_anew(rows: QuerySet[Any], made: dict[str, Goes]) -> None:
    """Only what changes is written: most events hold nothing about a person."""
    changed = [row for row in rows.only("pk", *made) if is_made_anew(row, made)]
    rows.model._base_manager.bulk_update(changed, list(made), batch_size=200)


def is_made_anew(row: Model, made: dict[str, Goes]) -> bool:
    left = {name: fate.leaves(row) for name, fate in made.items()}
    changes = any(getattr(row, name) != value for name, value in left.items())
    for name, value in left.items():
        setattr(row, name, value)
    return changes


def let_go_of_photos(repairs: Ids, now: datetime) -> None:
    """What was reported again has the same photos: they stay while one of the two keeps its own."""
    theirs = Repair.objects.filter(pk__in=repairs).values_list("album", flat=True)
    albums = {album for album in theirs if album}
    Repair.objects.filter(pk__in=repairs).update(album=None)
    shared = {album for album in Repair.objects.filter(album__in=albums).values_list("album", flat=True) if album}
    Photo.objects.kept().filter(album__in=albums - shared).update(place=None, removed_at=now)


def rename_holders(repairs: Ids) -> None:
    """Of the time that they took while they reported it."""
    drafts = [str(draft) for draft in Repair.objects.filter(pk__in=repairs).values_list("draft", flat=True)]
    for bookings in (Booking, SchedulerBooking):
        bookings._base_manager.filter(holder__in=drafts).exclude(state="held").update(holder="forgotten")


def attempts_of(repairs: Ids) -> QuerySet[DeliveryAttempt]:
    row = DeliveryAttempt.Row
    delivered: dict[str, QuerySet[Any]] = {
        row.ORDER: WorksOrder.objects.filter(repair__in=repairs),
        row.CHANGE: WorksOrderChange.objects.filter(order__repair__in=repairs),
        row.MESSAGE: Message.objects.filter(repair__in=repairs),
    }
    found = Q(pk__in=[])
    for kind, rows in delivered.items():
        found |= Q(row=kind, row_id__in=list(rows.values_list("pk", flat=True)))
    return DeliveryAttempt.objects.filter(found)


def delete_staff_changes(repairs: Ids) -> None:
    """Who changed what is kept as long as its case."""
    kept = {
        (Repair,): [str(pk) for pk in repairs],
        (CallBack,): keys(CallBack.objects.filter(repair__in=repairs)),
        (Enquiry, Complaint): keys(Enquiry.objects.filter(repair__in=repairs)),
        (DelayNote,): keys(DelayNote.objects.filter(repair__in=repairs)),
        (LegalHold,): keys(LegalHold.objects.filter(repair__in=repairs)),
    }
    about = Q()
    for models, ids in kept.items():
        kinds = ContentType.objects.get_for_models(*models, for_concrete_models=False).values()
        about |= Q(content_type__in=[kind.pk for kind in kinds], object_id__in=ids)
    LogEntry.objects.filter(about).delete()


def keys(rows: QuerySet[Any]) -> list[str]:
    return [str(pk) for pk in rows.values_list("pk", flat=True)]
