"""What residents are told: short, plain, and nothing that a stranger who reads it should not see."""

from dataclasses import replace
from datetime import datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from repairs.council.deadlines import LONDON
from repairs.council.details import forget_details
from repairs.council.models import Council
from repairs.log.checks import LONGEST_LINK_URL
from repairs.log.gsm import in_gsm, length
from repairs.log.links import repair_for_token
from repairs.log.message_words import email_of, text_of
from repairs.log.models import Appointment, Message, Repair
from tests.log.builders import ADA, an_emergency, booked, without_a_time
from tests.log.gsm import ONE_FRAGMENT, fragments, septets
from tests.log.messages.situations import (
    LONGEST_COUNCIL,
    LONGEST_DAY,
    LONGEST_SITE,
    LONGEST_WINDOW,
    NO_LINK_AT_ALL,
    OF_NO_REPAIR,
    OF_SEVERAL_REPAIRS,
    SITUATIONS,
    THEIR_WORDS,
    WITHOUT_A_LINK,
    asked_to_cancel,
    cancelled,
    moved,
)

pytestmark = pytest.mark.usefixtures("northmere")


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
