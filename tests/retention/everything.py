"""A repair with all that can be known of it, and looking for that everywhere."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import User
from django.utils import timezone

from repairs.log.codes import send_code
from repairs.log.enquiries.answer import answer
from repairs.log.enquiries.ask import ask_for_update
from repairs.log.models import (
    Assistance,
    CallBack,
    CallBackNote,
    DeliveryAttempt,
    Event,
    Message,
    Repair,
    StaffNote,
    WorksOrder,
)
from repairs.log.outbox import sweep
from repairs.photos.services import keep_photo
from repairs.report.models import Draft
from repairs.staff.audited import keep_changes
from tests.log.builders import ADA, booked
from tests.log.job_status.updates import by, hears
from tests.photos.albums import CLEAN

PERSONAL = (
    *("Ada Byron", "ada@example.com", "900123", "Bo Lund", "900456", "Mind the dog"),
    *("Test Street", "NM1 2AB", "nm12ab", "cupboard", "smells", "second.jpg"),
    *("Ring me", "You are first", "Zoe Fitter", "was not in", "Spoke to her", "Her sister", "Mr Byron's daughter"),
    *("Grace Hopper", "Keeps bees"),
)

REGISTER = ("homes.", "council.", "diagnosis.")
"""Of the home and not of who lives there, or of a diagnosis and not of who answered it."""


BO = replace(ADA, in_name="Bo Lund", in_phone="07700 900456", access_notes="Mind the dog.")


def reported() -> Repair:
    """With photos, a neighbour who is in, and the draft that it was."""
    repair = booked(contact=BO, description="The cupboard smells.", people_at_risk=("child-under-5",))
    for name in ("first.jpg", "second.jpg"):
        keep_photo(repair.draft, name, CLEAN)
    given = {"postcode": "nm12ab", "contact": {"name": "Ada Byron", "phone": "07700900123", "tell_by": "text"}}
    Draft.objects.create(pk=repair.draft, tree=repair.tree, repair=repair, given=given)
    return repair


def reports_and_asks() -> Repair:
    """With an enquiry, what the HMS said, a call, and notes of staff."""
    repair, now = reported(), timezone.now()
    sweep()
    staff = User.objects.create_superuser("kim")
    send_code(repair, Message.Channel.TEXT, now)
    asked = ask_for_update(repair, "Ring me on 07700 900123.", now)
    answer(asked, "You are first, Mrs Byron.", staff, now)
    of_order = {"RelatedWorkOrderReference": {"ID": WorksOrder.objects.get().hms_number}}
    hears("no-access", **{"Comments": "Ada was not in", **of_order, **by("Zoe Fitter")})
    caller = {"caller_name": "Grace Hopper", "caller_phone": "07700900456"}
    Assistance.objects.create(repair=repair, staff=staff, channel="phone", relation="family", **caller)
    StaffNote.objects.create(repair=repair, words="Keeps bees.", staff=staff)
    rang = {"right": "name, address", "caller": "Grace Hopper", "relation": "Family or a friend"}
    Event.objects.create(repair=repair, kind="caller-verified", detail=rang, staff=staff)
    call = CallBack.objects.create(
        draft=repair.draft,
        repair=repair,
        home=repair.home,
        reason="other",
        due_at=now,
        note="Spoke to her. Her sister is in.",
        done_at=now,
    )
    CallBackNote.objects.create(call_back=call, did="wrote", words="Her sister has the key.", staff=staff)
    keep_changes(staff, 2, [(call, "Changed: note."), (asked, "Changed: answer.")], personal=True)
    failed = {"number": 9, "outcome": "refused", "problem": "07700 900123 is no mobile"}
    DeliveryAttempt.objects.create(row="message", row_id=Message.objects.all()[0].pk, **failed)
    gave_up = {"row": "message-1", "by": "kim", "reason": "Mr Byron's daughter rang"}
    Event.objects.create(repair=repair, kind="given-up", detail=gave_up)
    sweep()
    return Repair.objects.get()


def is_closed(repair: Repair, at: datetime) -> None:
    """Everything has been delivered, and the job is done."""
    repair.messages.filter(state="waiting").update(state="dropped")
    WorksOrder.objects.filter(repair=repair).update(job_state="completed", job_state_at=at)
    WorksOrder.objects.get(repair=repair).changes.filter(state="waiting").update(state="sent")


def found_in_tables(words: Iterable[str], except_for: tuple[str, ...] = REGISTER) -> list[str]:
    """Where any of them stands, in whatever table."""
    return [
        f"{model._meta.label}.{field}: {word}"
        for model in apps.get_models()
        if not model._meta.proxy and not model._meta.label.startswith(except_for)
        for row in model._base_manager.values()
        for field, value in row.items()
        for word in words
        if word.lower() in str(value).lower()
    ]


def found_in_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
