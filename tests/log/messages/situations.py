"""What happens to a repair, for each kind of message that is sent of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User

from appointments.diary.local import LocalDiary
from repairs.contact_centre.hand_over.photo_view import send_photo_link
from repairs.council.deadlines import LONDON
from repairs.council.models import Priority
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.codes import send_code
from repairs.log.details.add import add_to_repair
from repairs.log.details.contact import ContactDetails, contact_details_of
from repairs.log.details.contact_code import change_contact, code_of, prove
from repairs.log.details.visit import VisitDetails, change_visit_details, visit_details_of
from repairs.log.enquiries.answer import answer
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.lost_references import answer_lost_references, ask_for_references
from repairs.log.models import Message, Repair
from repairs.log.overrides.keep import Reasoned
from repairs.log.overrides.priority import change_priority
from repairs.log.report import ReportContact
from repairs.log.reschedule import take_other_time
from tests.conftest import NOW
from tests.log.builders import DECISION, MENDED_SOON, an_emergency, booked, without_a_time
from tests.log.delays.notes import a_note
from tests.log.job_status.updates import by, hears, ordered, window

# A long address of a site, the longest name of an English council, a long window and a long number.
LONGEST_SITE = "https://repairs.northmere-borough.gov.uk"
LONGEST_COUNCIL = "Bournemouth, Christchurch and Poole Council"
LONGEST_NUMBER = "0300 123 4567"
LONGEST_DAY = date(2026, 9, 30)
LONGEST_WINDOW = {"starts": time(8, 30), "ends": time(12, 30)}

WORDY = ReportContact(
    name="Zebedee Quartz",
    tell_by=Repair.TellBy.TEXT,
    phone="07700 900123",
    email="zebedee@example.com",
    in_name="Yolanda Pewter",
    in_phone="07700 900456",
    access_notes="Vicious parrot.",
)
THEIR_WORDS = ["Zebedee", "Quartz", "Yolanda", "Pewter", "parrot", "soaked", "Test Street", "NM1", "900456"]


def moved(**changes: Any) -> Repair:
    repair = booked(**changes)
    diary = LocalDiary()
    slot = diary.offer(MENDED_SOON, date(2026, 3, 6), date(2026, 3, 20), NOW)[0]
    take_other_time(repair, slot.id, diary, NOW, seen=0)
    return repair


def cancelled(**changes: Any) -> Repair:
    return cancel_repair(
        booked(**changes), Cancellation(Repair.CancelReason.OTHER, "The parrot did."), LocalDiary(), NOW
    )


def asked_to_cancel(**changes: Any) -> Repair:
    repair = an_emergency(**changes)
    return cancel_repair(repair, Cancellation(Repair.CancelReason.FIXED, stopped="no"), LocalDiary(), NOW)


def under_way(what: str, **changes: Any) -> Callable[..., Repair]:
    def happens(**report: Any) -> Repair:
        repair = ordered(booked(**report))
        hears(what, at=datetime(2026, 3, 5, 10, 40, tzinfo=LONDON), **changes)
        return repair

    return happens


def answered(**changes: Any) -> Repair:
    repair = booked(**changes)
    answer(ask_for_update(repair, "The parrot is soaked.", NOW), "The parrot must wait.", None, NOW)
    return repair


def complained(**changes: Any) -> Repair:
    repair = booked(**changes)
    complain(repair, "The parrot is soaked.", NOW)
    return repair


def asked_for_a_code(**changes: Any) -> Repair:
    repair = booked(**changes)
    send_code(repair, Message.Channel.TEXT, NOW)
    return repair


def asked_for_a_list(**changes: Any) -> Repair:
    repair = booked(**changes)
    ask_for_references(Message.Channel.TEXT, repair.phone, NOW)
    answer_lost_references(NOW)
    return repair


def changed_who_is_in(**changes: Any) -> Repair:
    repair = booked(**changes)
    details = VisitDetails("Yolanda Pewter", "", "The parrot bites.")
    return change_visit_details(repair, details, NOW, seen=visit_details_of(repair).seen)


def added(**changes: Any) -> Repair:
    repair = booked(**changes)
    add_to_repair(repair, "The parrot is soaked.", [], uuid4(), NOW)
    return repair


def asked_for_photos(**changes: Any) -> Repair:
    repair = booked(**changes)
    send_photo_link(repair, Message.Channel.TEXT, NOW)
    return repair


NEW_PHONE = ContactDetails("Zebedee Quartz", "07700 900789", "zebedee@example.com", "text")


def asked_to_change_contact(**changes: Any) -> Repair:
    repair = booked(**changes)
    change_contact(repair, NEW_PHONE, uuid4(), NOW, seen=contact_details_of(repair).seen)
    return repair


def changed_contact(**changes: Any) -> Repair:
    repair = asked_to_change_contact(**changes)
    assert prove(repair, code_of(repair.contact_changes.get()), NOW)
    return Repair.objects.get(pk=repair.pk)


def delayed(**changes: Any) -> Repair:
    repair = booked(**changes)
    a_note(repair=repair, tell=True)
    return repair


def new_target(**changes: Any) -> Repair:
    repair = booked(decision=replace(DECISION, priority="R20", rtr_category=None), **changes)
    by = Reasoned(User.objects.create_superuser("kim").pk, "Planners", "The parrot is soaked")
    return change_priority(repair, Priority.objects.get(code="U3"), by, NOW, seen="R20")


ON_ITS_WAY = under_way("on-the-way", **by("Bartholomew Carter"), **window("2026-03-05", "10:30", "11:30"))
SITUATIONS: dict[str, tuple[Callable[..., Repair], str]] = {
    "received, with a time": (booked, "received"),
    "booked": (booked, "booked"),
    "received, without a time": (without_a_time, "received"),
    "emergency": (an_emergency, "emergency"),
    "moved": (moved, "moved"),
    "cancelled": (cancelled, "cancelled"),
    "asked to cancel, and it stays open": (asked_to_cancel, "cancelled"),
    "reminder": (booked, "reminder"),
    "early reminder": (booked, "early-reminder"),
    "on the way": (ON_ITS_WAY, "on-the-way"),
    "no access": (under_way("no-access"), "no-access"),
    "done": (under_way("completed"), "done"),
    "moved by us": (under_way("delayed"), "moved-by-us"),
    "answered": (answered, "answered"),
    "complaint": (complained, "complaint"),
    "code": (asked_for_a_code, "code"),
    "list": (asked_for_a_list, "my-repairs"),
    "code for a new contact": (asked_to_change_contact, "contact-code"),
    "contact changed": (changed_contact, "contact-changed"),
    "contact changed, to the one before": (changed_contact, "former-contact"),
    "delayed": (delayed, "delay"),
    "words added": (added, "added"),
    "another target": (new_target, "new-target"),
    "who will be in": (changed_who_is_in, "visit-details"),
    "link to add photos": (asked_for_photos, "photo-link"),
}
NO_LINK_AT_ALL = {"code", "contact-code", "former-contact"}
WITHOUT_A_LINK = {"emergency", "on-the-way", "reminder"}
OF_SEVERAL_REPAIRS = {"my-repairs"}
OF_NO_REPAIR = {"draft-link"}
"""See tests/contact_centre/test_to_resident.py."""
