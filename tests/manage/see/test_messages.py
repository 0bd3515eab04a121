"""What we sent, where to, and whether it arrived: for whoever may see the repair, and for nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from repairs.log.masked import masked
from repairs.log.models import Message, Repair
from repairs.log.outbox.sweep import sweep
from repairs.manage.see.messages import SAID
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.log.builders import ADA, booked, without_a_time
from tests.manage.conftest import opened
from tests.manage.find.getting_in import gives

pytestmark = pytest.mark.usefixtures("outside")

HEADING = "Messages we sent you"


@pytest.mark.parametrize(
    ("channel", "contact", "shown"),
    [("text", "07700 900123", "123"), ("email", "ada@example.com", "a…@example.com"), ("email", "a", "…@a")],
)
def test_so_much_of_a_contact_is_shown(channel: str, contact: str, shown: str) -> None:
    assert masked(channel, contact) == shown


def test_there_are_words_for_every_kind() -> None:
    assert set(SAID) == set(Message.Kind)


def test_what_was_sent_says_when_and_where_to(clock: time_machine.Traveller) -> None:
    repair = without_a_time()
    assert HEADING not in opened(repair).says
    sweep()
    page = opened(repair)
    assert "We have your report, a text to your phone ending 123, Wednesday 4 March 2026 at 10am." in page.says
    assert repair.phone not in page.says.partition(HEADING)[2]


def test_it_went_to_the_number_that_was_on_file_then(clock: time_machine.Traveller) -> None:
    repair = without_a_time()
    sweep()
    Repair.objects.update(phone="07700 900456")
    page = opened(repair)
    assert "a text to your phone ending 123" in page.says


def test_an_email_goes_to_a_masked_address(clock: time_machine.Traveller) -> None:
    repair = without_a_time(contact=replace(ADA, tell_by=Repair.TellBy.EMAIL))
    sweep()
    page = opened(repair)
    assert "an email to a…@example.com" in page.says.partition(HEADING)[2]


@pytest.mark.parametrize(
    ("delivery", "days", "says"),
    [
        ("delivered", 0, "It arrived."),
        ("created", 0, "It is on its way."),
        ("pending", 2, "It is on its way."),
        ("sending", 4, "We do not know whether it arrived."),
        ("", 4, "We do not know whether it arrived."),
        ("sent", 0, "It went abroad, so we do not know whether it arrived."),
        ("temporary-failure", 0, "It did not arrive. The phone may have been off."),
        ("permanent-failure", 0, "It did not arrive. There is no such phone number."),
        ("technical-failure", 0, "It did not arrive, because of a problem with our service."),
    ],
)
def test_whether_it_arrived(clock: time_machine.Traveller, delivery: str, days: int, says: str) -> None:
    repair = without_a_time()
    sweep()
    Message.objects.update(delivery=delivery)
    clock.move_to(NOW + timedelta(days=days))
    page = opened(repair)
    assert says in page.says
    assert ("has changed, change it here, or ring" in page.says) == (delivery == "permanent-failure")


def test_whoever_has_only_reference_and_postcode_sees_none(clock: time_machine.Traveller) -> None:
    repair = booked()
    sweep()
    somebody = gives(Resident(), repair.reference)
    for private in (HEADING, "123", "a text to", "It is on its way", "ID card", "What has happened", "You told us"):
        assert private not in somebody.says
