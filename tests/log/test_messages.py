"""What residents are told: short, plain, and nothing that a stranger who reads it should not see."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from pytest_django import Settings

from appointments.diary.local import LocalDiary
from repairs.council.details import forget_details
from repairs.council.models import Council
from repairs.log.cancel import Cancellation, cancel_repair
from repairs.log.links import repair_for_token
from repairs.log.messages import email_of, text_of
from repairs.log.models import Appointment, Message, Repair
from repairs.log.report import ReportContact
from repairs.log.reschedule import take_other_time
from tests.conftest import NOW
from tests.log.builders import ADA, MENDED_SOON, an_emergency, booked, without_a_time
from tests.log.gsm import fragments, septets

pytestmark = pytest.mark.usefixtures("northmere")

SITE_URL = "https://repairs.northmere-borough.gov.uk"
# Notify puts the name of the service before each text.
SERVICE = "Northmere Borough Council: "

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


SITUATIONS = {
    "received, with a time": (booked, "received"),
    "booked": (booked, "booked"),
    "received, without a time": (without_a_time, "received"),
    "emergency": (an_emergency, "emergency"),
    "moved": (moved, "moved"),
    "cancelled": (cancelled, "cancelled"),
    "asked to cancel, and it stays open": (asked_to_cancel, "cancelled"),
}


@pytest.fixture(params=SITUATIONS)
def message(request: pytest.FixtureRequest, northmere: None, settings: Settings) -> Message:
    settings.SITE_URL = SITE_URL
    make, kind = SITUATIONS[request.param]
    repair = make(contact=WORDY)
    Appointment.objects.update(day=date(2026, 9, 30), starts=time(8, 30), ends=time(12, 30))
    return Message.objects.select_related("repair__priority").get(repair=repair, kind=kind)


def test_the_site_is_as_long_as_real_ones() -> None:
    assert len(SITE_URL) == 40


def test_a_text_takes_two_fragments_at_most(message: Message) -> None:
    text = SERVICE + text_of(message)
    print(f"{message.kind}: {septets(text)} of {2 * 153} characters: {text}")
    assert fragments(text) <= 2
    assert "\n" not in text


def test_an_email_has_a_subject_of_one_line_and_a_body(message: Message) -> None:
    subject, body = email_of(message)
    assert message.repair.reference in subject
    assert 0 < len(subject) < 80
    assert "\n" not in subject
    assert body.endswith("Northmere Borough Council\n")
    assert "\n\n\n" not in body


def test_it_names_the_reference_and_a_link_that_opens_the_repair(message: Message) -> None:
    for words in (text_of(message), email_of(message)[1]):
        assert message.repair.reference in words
        token = words.split(f"{SITE_URL}/r/")[1].split()[0]
        assert repair_for_token(token) == message.repair


def test_it_has_no_address_and_nothing_that_was_typed(message: Message) -> None:
    words = " ".join([text_of(message), *email_of(message)])
    assert [word for word in THEIR_WORDS if word.lower() in words.lower()] == []


def test_every_kind_has_been_looked_at() -> None:
    assert {kind for _, kind in SITUATIONS.values()} == set(Message.Kind.values)


def the(kind: str) -> Message:
    return Message.objects.select_related("repair__priority").get(kind=kind)


def test_a_booking_says_when_we_arrive_and_who_must_be_in() -> None:
    booked()
    text = text_of(the("booked"))
    assert "Thursday 5 March 2026, 8am to midday" in text
    assert "18 or over must be in" in text


def test_a_move_says_the_new_time_only() -> None:
    moved()
    for words in (text_of(the("moved")), email_of(the("moved"))[1]):
        assert "Friday 6 March 2026, 8am to midday" in words


def test_a_cancellation_says_that_nobody_comes_unless_it_stays_open() -> None:
    cancelled()
    assert "is cancelled. We will not come." in text_of(the("cancelled"))
    Repair.objects.update(cancelled_at=None)
    assert "It stays open until we have spoken to you." in text_of(the("cancelled"))


def test_an_emergency_says_which_number_to_ring_at_that_hour() -> None:
    an_emergency()
    assert "ring 01632 960001" in text_of(the("emergency"))


@pytest.mark.parametrize(
    ("tell_by", "says"),
    [("text", "We will text you on 07700 900123"), ("email", "We will write to you at ada@example.com")],
)
def test_whoever_waits_for_us_reads_how_we_will_get_back(tell_by: str, says: str) -> None:
    without_a_time(contact=replace(ADA, tell_by=Repair.TellBy(tell_by)))
    assert says in email_of(the("received"))[1]


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
