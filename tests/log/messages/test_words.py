"""What residents are told: short, plain, and nothing that a stranger who reads it should not see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from appointments.diary.local import LocalDiary
from repairs.contact_centre.hand_over.photo_view import send_photo_link
from repairs.council.deadlines import LONDON
from repairs.council.details import forget_details
from repairs.council.models import Council, PhoneLine, Priority
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.checks import LONGEST_LINK_URL
from repairs.log.codes import send_code
from repairs.log.details.add import add_to_repair
from repairs.log.details.contact import ContactDetails, contact_details_of
from repairs.log.details.contact_code import change_contact, code_of, prove
from repairs.log.details.visit import VisitDetails, change_visit_details, visit_details_of
from repairs.log.enquiries.answer import answer
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.gsm import in_gsm, length
from repairs.log.links import repair_for_token
from repairs.log.lost_references import answer_lost_references, ask_for_references
from repairs.log.message_words import email_of, text_of
from repairs.log.models import Appointment, Message, Repair
from repairs.log.overrides.keep import Reasoned
from repairs.log.overrides.priority import change_priority
from repairs.log.report import ReportContact
from repairs.log.reschedule import take_other_time
from tests.conftest import NOW
from tests.log.builders import ADA, DECISION, MENDED_SOON, an_emergency, booked, without_a_time
from tests.log.delays.notes import a_note
from tests.log.gsm import ONE_FRAGMENT, fragments, septets
from tests.log.job_status.updates import by, hears, ordered, window

pytestmark = pytest.mark.usefixtures("northmere")

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


@pytest.fixture(params=SITUATIONS)
def message(request: pytest.FixtureRequest, northmere: None, settings: Settings) -> Message:
    settings.SITE_URL = LONGEST_SITE
    make, kind = SITUATIONS[request.param]
    repair = make(contact=WORDY)
    Appointment.objects.update(day=LONGEST_DAY, **LONGEST_WINDOW)
    Council.objects.update(name=LONGEST_COUNCIL)
    PhoneLine.objects.update(number=LONGEST_NUMBER)
    forget_details()
    message, _ = Message.objects.get_or_create(repair=repair, kind=kind, defaults={"channel": "text"})
    return Message.objects.select_related("repair__priority").get(pk=message.pk)


def test_the_site_is_as_long_as_the_checks_allow() -> None:
    assert len(LONGEST_SITE) == LONGEST_LINK_URL


def test_a_text_is_one_fragment_with_the_longest_values(message: Message, clock: time_machine.Traveller) -> None:
    if "reminder" in message.kind:
        clock.move_to(datetime(2026, 9, 29 if message.kind == "reminder" else 28, 17, 0, tzinfo=LONDON))
    text = text_of(message)
    print(f"{message.kind}: {septets(text)} of {ONE_FRAGMENT} characters: {text}")
    assert fragments(text) == 1
    assert "\n" not in text


def test_a_reminder_that_can_still_be_answered_online_is_one_fragment_too(
    settings: Settings, clock: time_machine.Traveller
) -> None:
    settings.SITE_URL = LONGEST_SITE
    booked()
    Appointment.objects.update(day=LONGEST_DAY, **LONGEST_WINDOW)
    for hour in (9, 15):
        clock.move_to(datetime(2026, 9, 29, hour, 0, tzinfo=LONDON))
        text = text_of(the("reminder"))
        assert "Change or cancel: https" in text
        assert fragments(text) == 1


@pytest.mark.parametrize(
    "name", ["Ynys M\u00f4n", "St Edmundsbury \u2013 \u201cWest\u201d", "\u0174 \U0001f600 Council", "[{^}]"]
)
def test_whatever_the_council_is_called_the_text_stays_in_the_letters_of_phones(name: str) -> None:
    booked()
    Council.objects.update(name=name)
    forget_details()
    assert fragments(text_of(the("booked"))) == 1


@given(st.text())
def test_any_text_can_be_written_in_the_letters_of_phones(text: str) -> None:
    written = in_gsm(text)
    assert length(written) == septets(written)
    assert in_gsm(written) == written


@pytest.mark.parametrize(
    ("address", "names_council", "says_what_the_link_is_for"),
    [("https://nm.uk", False, True), ("https://repairs.nm.gov.uk", False, True), (LONGEST_SITE, False, False)],
)
def test_what_does_not_fit_is_left_out(
    settings: Settings, address: str, names_council: bool, says_what_the_link_is_for: bool
) -> None:
    settings.LINK_URL = address
    booked()
    text = text_of(the("booked"))
    assert text.startswith("Northmere Borough Council: ") is names_council
    assert (" See or change it: http" in text) is says_what_the_link_is_for


def test_a_short_text_names_the_council(settings: Settings, clock: time_machine.Traveller) -> None:
    settings.LINK_URL = LONGEST_SITE
    booked()
    clock.move_to(datetime(2026, 3, 4, 17, 0, tzinfo=LONDON))
    assert text_of(the("reminder")).startswith("Northmere Borough Council: Reminder")


def test_links_in_texts_can_have_a_shorter_address(settings: Settings) -> None:
    settings.LINK_URL = "https://nm.gov.uk"
    repair = booked()
    token = text_of(the("booked")).split("https://nm.gov.uk/r/")[1]
    assert repair_for_token(token) == repair


def test_an_email_has_a_subject_of_one_line_and_a_body(message: Message) -> None:
    subject, body = email_of(message)
    assert message.its_repair.reference in subject or message.kind in OF_SEVERAL_REPAIRS
    assert 0 < len(subject) < 80
    assert "\n" not in subject
    assert body.endswith(f"{LONGEST_COUNCIL}\n")
    assert "\n\n\n" not in body


def test_it_names_the_reference_and_a_link_that_opens_the_repair(message: Message) -> None:
    assert message.its_repair.reference in "".join(email_of(message))
    assert message.its_repair.reference in text_of(message) or message.kind in OF_SEVERAL_REPAIRS
    if message.kind in NO_LINK_AT_ALL:
        assert "/r/" not in text_of(message) + email_of(message)[1]
        return
    shown = [email_of(message)[1]] if message.kind in WITHOUT_A_LINK else [text_of(message), email_of(message)[1]]
    for words in shown:
        token = words.split(f"{LONGEST_SITE}/r/")[1].split()[0].removesuffix("?add")
        assert repair_for_token(token) == message.repair


def test_an_email_with_a_link_says_how_to_get_in_when_the_link_is_old(message: Message) -> None:
    _, body = email_of(message)
    once_only = message.kind in NO_LINK_AT_ALL | OF_SEVERAL_REPAIRS
    assert body.count("use your reference and your postcode: ") == (0 if once_only else 1)
    assert "\n\n\n" not in body


def test_it_has_no_address_and_nothing_that_was_typed(message: Message) -> None:
    words = " ".join([text_of(message), *email_of(message)])
    assert [word for word in THEIR_WORDS if word.lower() in words.lower()] == []


def test_every_kind_has_been_looked_at() -> None:
    assert {kind for _, kind in SITUATIONS.values()} == set(Message.Kind.values) - OF_NO_REPAIR


def the(kind: str) -> Message:
    return Message.objects.select_related("repair__priority").get(kind=kind)


def test_a_booking_says_when_we_arrive_and_who_must_be_in() -> None:
    booked()
    text = text_of(the("booked"))
    assert "booked: Thu 5 Mar, 8am to midday" in text
    assert "An adult must be in" in text


def test_a_move_says_the_new_time_only() -> None:
    moved()
    assert "moved to Fri 6 Mar, 8am to midday" in text_of(the("moved"))
    assert "Friday 6 March 2026, 8am to midday" in email_of(the("moved"))[1]


def test_a_cancellation_says_that_nobody_comes_unless_it_stays_open() -> None:
    cancelled()
    assert "is cancelled. We will not come." in text_of(the("cancelled"))
    Repair.objects.update(cancelled_at=None)
    assert "It stays open until we speak to you." in text_of(the("cancelled"))


def test_whoever_cancelled_what_may_not_be_safe_reads_by_when_we_ring() -> None:
    asked_to_cancel()
    assert "is not cancelled yet. We will ring you by 10:10am, Wed 4 Mar." in text_of(the("cancelled"))


def test_only_a_visit_that_there_was_is_taken_out_of_a_calendar() -> None:
    cancelled()
    assert "take the visit out of your calendar: http" in email_of(the("cancelled"))[1]
    Message.objects.update(version=0)
    assert "calendar" not in email_of(the("cancelled"))[1]


def test_an_emergency_says_which_number_to_ring_at_that_hour() -> None:
    an_emergency()
    assert "ring 01632 960001" in text_of(the("emergency"))


@pytest.mark.parametrize(
    ("tell_by", "says"),
    [("text", "We will text you on 07700 900123"), ("email", "We will write to you at ada@example.com")],
)
def test_whoever_waits_for_us_reads_how_we_will_get_back(tell_by: str, says: str) -> None:
    without_a_time(contact=replace(ADA, tell_by=Repair.TellBy(tell_by)))
    assert f"{says} by the end of Thursday 5 March 2026." in email_of(the("received"))[1]
    assert "you by Thu 5 Mar." in text_of(the("received"))


def test_the_right_to_repair_is_told_with_the_booking() -> None:
    booked()
    assert "covered by the Right to Repair. If it is not done by Thursday 5 March 2026" in email_of(the("booked"))[1]


def test_without_the_right_nothing_is_said_of_it() -> None:
    booked(home="3 Test Street")
    assert "Right to Repair" not in email_of(the("booked"))[1]


def test_plain_text_is_plain() -> None:
    Council.objects.update(name="King's Lynn & West Norfolk")
    forget_details()
    booked(title="Leak under the neighbour's bath & basin")
    _, body = email_of(the("booked"))
    assert "the neighbour's bath & basin" in body
    assert "King's Lynn & West Norfolk" in body
