"""Somebody without a link gets in: by reference and postcode, and then a code."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings

from repairs.log.codes import LASTS
from repairs.log.deliveries import take_delivery
from repairs.log.end_links import cancel_links
from repairs.log.models import AccessCode, Message, Repair, WorksOrder
from repairs.log.models.access_code import MOST_TRIES
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.manage.find.forms import NOT_A_CODE, NOT_FOUND, WRONG_CODE
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.log.builders import ADA, booked, without_a_time
from tests.manage.find.getting_in import (
    POSTCODE,
    another_code,
    code_sent,
    gives,
    has_asked_for_a_code,
    tries_code,
)

pytestmark = pytest.mark.usefixtures("outside")

PERSONAL = ["Ada", "Byron", "900123", "ada@", "Test Street", "Thursday", "8am", "midday", "Kitchen", "Leak", "soaked"]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{plain}"])
def test_reference_and_postcode_show_where_it_has_got_to_and_nothing_personal(repair: Repair, typed: str) -> None:
    reference = repair.reference
    written = typed.format(reference, lower=reference.lower(), plain=reference.replace("-", ""))
    somebody = gives(Resident(), written, "nm12ab")
    assert (somebody.url, somebody.heading) == ("/find/status/", "A visit is booked")
    assert "We aim to finish by" in somebody.says
    assert [word for word in PERSONAL if word in somebody.says.replace("Thursday 5 March 2026.", "")] == []


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("completed", "Your repair is marked as finished"),
        ("follow-on", "There is more to do"),
        ("", "We have your report"),
    ],
)
def test_each_stage_in_words(northmere: None, state: str, heading: str) -> None:
    repair = without_a_time()
    WorksOrder.objects.get_or_create(repair=repair)
    WorksOrder.objects.update(job_state=state)
    assert gives(Resident(), repair.reference).heading == heading
    Repair.objects.update(cancelled_at=repair.reported_at)
    assert gives(Resident(), repair.reference).heading == "Your repair is cancelled"


def test_whoever_is_wrong_about_either_reads_the_same(repair: Repair) -> None:
    unknown = gives(Resident(), "222-222-2222", POSTCODE)
    elsewhere = gives(Resident(), repair.reference, "NM1 4HP")
    assert unknown.error == elsewhere.error == NOT_FOUND
    assert unknown.response.status_code == elsewhere.response.status_code == 200


@pytest.mark.parametrize("page", ["/find/status/", "/find/code/"])
def test_without_reference_and_postcode_there_is_nothing_to_see(repair: Repair, page: str) -> None:
    somebody = Resident()
    somebody.goes_to(page)
    assert somebody.url == "/find/?again"


def test_reference_and_postcode_alone_open_nothing_else(repair: Repair) -> None:
    somebody = gives(Resident(), repair.reference)
    for page in ("", "time/", "cancel/", "links/", "appointment.ics"):
        assert somebody.client.get(f"/repair/{repair.reference}/{page}").status_code == 404


@pytest.mark.parametrize("typed", ["{}", " {} ", "{first} {rest}", "{first}-{rest}"])
def test_the_code_opens_everything(repair: Repair, notify: FakeMessageGateway, typed: str) -> None:
    somebody = has_asked_for_a_code(repair)
    assert "the phone number ending 123" in somebody.says
    code = code_sent(notify)
    tries_code(somebody, typed.format(code, first=code[:2], rest=code[2:]))
    assert somebody.url == f"/repair/{repair.reference}/"
    assert "1 Test Street" in somebody.says
    assert repair.events.filter(kind="got-in").count() == 1


def test_a_phone_can_fill_the_code_in(repair: Repair, notify: FakeMessageGateway) -> None:
    somebody = has_asked_for_a_code(repair)
    field = next(field for field in somebody.page.fields() if field.get("name") == "code")
    assert (field.get("autocomplete"), field.get("inputmode")) == ("one-time-code", "numeric")


def test_the_code_goes_to_the_contact_on_file_at_any_hour(
    repair: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.TEXTS_A_DAY = 1
    sweep()
    clock.shift(timedelta(hours=16))
    has_asked_for_a_code(repair)
    code_sent(notify)
    assert notify.messages[-1].to == "07700 900123"


def test_by_email_nothing_of_the_address_is_said(northmere: None, notify: FakeMessageGateway) -> None:
    repair = booked(contact=replace(ADA, tell_by=Repair.TellBy.EMAIL))
    somebody = has_asked_for_a_code(repair)
    assert "sent 6 numbers to your email address." in somebody.says
    assert "ada" not in somebody.response.content.decode().lower()
    code_sent(notify)
    assert notify.messages[-1].to == "ada@example.com"


def test_whoever_asked_to_be_rung_is_told_to_ring(northmere: None, notify: FakeMessageGateway) -> None:
    repair = booked(contact=replace(ADA, tell_by=Repair.TellBy.PHONE))
    somebody = gives(Resident(), repair.reference)
    assert somebody.buttons == []
    assert "Ring " in somebody.says
    somebody.client.post("/find/code/new/")
    assert not AccessCode.objects.exists()


def test_ten_tries_and_no_more(repair: Repair, notify: FakeMessageGateway) -> None:
    somebody = has_asked_for_a_code(repair)
    code = code_sent(notify)
    for _ in range(MOST_TRIES):
        tries_code(somebody, another_code(code))
        assert somebody.error == WRONG_CODE
    tries_code(somebody, code)
    assert somebody.error == WRONG_CODE


def test_after_ten_minutes_it_is_over(
    repair: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    somebody = has_asked_for_a_code(repair)
    code = code_sent(notify)
    clock.shift(LASTS - timedelta(seconds=1))
    somebody.goes_to("/find/code/")
    clock.shift(timedelta(seconds=1))
    tries_code(somebody, code)
    assert somebody.error == WRONG_CODE


def test_a_new_code_takes_the_place_of_the_old_one(repair: Repair, notify: FakeMessageGateway) -> None:
    somebody = has_asked_for_a_code(repair)
    old = code_sent(notify)
    somebody.presses("Send me a new code")
    new = code_sent(notify)
    if old != new:
        tries_code(somebody, old)
        assert somebody.error == WRONG_CODE
    tries_code(somebody, new)
    assert somebody.url == f"/repair/{repair.reference}/"


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "12a456", "\u0661\u0662\u0663\u0664\u0665\u0666", "\x00", "9" * 400]
)
def test_what_is_no_code_is_not_counted(repair: Repair, notify: FakeMessageGateway, typed: str) -> None:
    somebody = has_asked_for_a_code(repair)
    tries_code(somebody, typed)
    assert somebody.error == NOT_A_CODE
    assert AccessCode.objects.get().tries == 0


def test_a_code_that_could_not_go_in_time_does_not_go(
    repair: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    sweep()
    sent = len(notify.messages)
    has_asked_for_a_code(repair)
    clock.shift(LASTS)
    sweep()
    assert len(notify.messages) == sent
    assert Message.objects.get(kind="code").state == "dropped"


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_a_code_that_did_not_arrive_goes_nowhere_else(repair: Repair, notify: FakeMessageGateway, status: str) -> None:
    has_asked_for_a_code(repair)
    code_sent(notify)
    message = Message.objects.get(kind="code")
    take_delivery(message, Message.Delivery(status), NOW, NOW)
    assert Message.objects.filter(kind="code").count() == 1
    assert Message.objects.get(kind="code").state == "sent"


def test_a_code_of_before_a_change_of_contact_is_never_sent(repair: Repair, notify: FakeMessageGateway) -> None:
    sweep()
    sent = len(notify.messages)
    has_asked_for_a_code(repair)
    Repair.objects.update(phone="07700 900999")
    cancel_links(repair, repair.reported_at)
    sweep()
    assert len(notify.messages) == sent


def test_three_codes_an_hour(repair: Repair, notify: FakeMessageGateway) -> None:
    somebody = has_asked_for_a_code(repair)
    for _ in range(2):
        somebody.presses("Send me a new code")
    somebody.presses("Send me a new code")
    assert somebody.response.status_code == 429
    assert somebody.heading == "Try again later"
    assert AccessCode.objects.count() == 3


def test_the_sixth_wrong_try_of_a_reference_waits_an_hour_known_or_not(
    repair: Repair, clock: time_machine.Traveller
) -> None:
    pages = {}
    for reference in (repair.reference, "222-222-2222"):
        for _ in range(5):
            assert gives(Resident(), reference, "NM1 4HP").response.status_code == 200
        refused = gives(Resident(), reference, POSTCODE).response
        assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
        pages[reference] = refused.content
    assert len(set(pages.values())) == 1
    clock.shift(timedelta(hours=1))
    assert gives(Resident(), repair.reference).heading == "A visit is booked"


def test_a_contact_centre_behind_one_address_is_not_shut_out(repair: Repair, settings: Settings) -> None:
    settings.TRIES_AN_HOUR_PER_ADDRESS = 3
    for _ in range(8):
        assert gives(Resident(), repair.reference).heading == "A visit is booked"
