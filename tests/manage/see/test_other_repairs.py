"""Other repairs of the same household open without a new code, where the contact was proved, and nowhere else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from repairs.homes.models import Home
from repairs.log.end_links import cancel_links
from repairs.log.links import link_url, new_link
from repairs.log.models import Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from tests.conftest import NOW
from tests.journeys.resident import Resident
from tests.log.builders import ADA, without_a_time
from tests.manage.conftest import opened
from tests.manage.find.getting_in import code_sent, has_asked_for_a_code, tries_code

pytestmark = pytest.mark.usefixtures("outside")

HEADING = "Your other repairs at this home"
OFFER = "Get a list of all your repairs"


@pytest.fixture
def repair(northmere: None) -> Repair:
    return without_a_time()


def gets_in(repair: Repair, notify: FakeMessageGateway) -> Resident:
    """With reference, postcode and the code that went to the contact on file."""
    somebody = has_asked_for_a_code(repair)
    tries_code(somebody, code_sent(notify))
    assert repair.reference in somebody.heading
    return somebody


def another(**changes: Any) -> Repair:
    return without_a_time(**{"title": "Tap that drips"} | changes)


def sees(somebody: Resident, repair: Repair, other: Repair) -> bool:
    """On the page of one, and by its address: both or neither."""
    page = somebody.client.get(f"/repair/{repair.reference}/").content.decode()
    listed = other.reference in page
    assert somebody.client.get(f"/repair/{other.reference}/").status_code == (200 if listed else 404)
    return listed


def test_whoever_got_in_with_a_code_sees_the_others_and_comes_back(repair: Repair, notify: FakeMessageGateway) -> None:
    other = another()
    somebody = gets_in(repair, notify)
    assert HEADING in somebody.says
    assert "Tap that drips, " in somebody.says
    somebody.follows("Tap that drips")
    assert other.reference in somebody.heading
    somebody.follows("Leak from a water pipe")
    assert repair.reference in somebody.heading


@pytest.mark.parametrize(
    ("who", "contact", "shown"),
    [
        ("the same", ADA, True),
        ("the same, written otherwise", replace(ADA, name=" ada  BYRON "), True),
        ("the same with another email", replace(ADA, email="new@example.com"), True),
        ("the tenant before", replace(ADA, name="Bob", phone="07700 900999", email="bob@example.com"), False),
        ("one who shares the email and not the phone", replace(ADA, phone="07700 900999"), False),
        ("the tenant before, of whom the same support worker told us", replace(ADA, name="Bob"), False),
        ("one without a phone", replace(ADA, phone="", tell_by=Repair.TellBy.EMAIL), False),
    ],
)
def test_only_those_of_the_same_household_are_shown(
    repair: Repair, notify: FakeMessageGateway, who: str, contact: Any, shown: bool
) -> None:
    other = another(contact=contact)
    assert sees(gets_in(repair, notify), repair, other) == shown, who


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"home_id": None}, False),
        ({"cancelled_at": NOW}, True),
        ({"reported_at": NOW - timedelta(days=360)}, True),
        ({"reported_at": NOW - timedelta(days=370), "cancelled_at": NOW}, False),
        ({"phone": "07700 900999"}, False),
        ({"phone": "", "email": ""}, False),
        ({"access_version": 1}, False),
    ],
)
def test_what_has_changed_since_is_looked_at(
    repair: Repair, notify: FakeMessageGateway, change: dict[str, Any], shown: bool
) -> None:
    other = another()
    Repair.objects.filter(pk=other.pk).update(**change)
    assert sees(gets_in(repair, notify), repair, other) == shown


def test_of_another_home_nothing_is_shown(repair: Repair, notify: FakeMessageGateway) -> None:
    other = another(home_id=Home.objects.exclude(pk=repair.home_id)[0].pk)  # type: ignore[misc] # it has a home
    assert not sees(gets_in(repair, notify), repair, other)


def test_where_the_home_is_not_known_nothing_is_shown(repair: Repair, notify: FakeMessageGateway) -> None:
    other = another()
    Repair.objects.update(home=None)
    assert not sees(gets_in(repair, notify), repair, other)


def test_the_link_of_a_repair_proves_no_contact(repair: Repair) -> None:
    """It stands on the page of whoever sent the report, with whatever contact they typed."""
    other = another()
    thief = opened(repair)
    assert OFFER in thief.says
    assert not sees(thief, repair, other)


def test_the_offer_says_the_same_whether_or_not_there_are_others(repair: Repair) -> None:
    alone = opened(repair).says
    another()
    assert opened(repair).says == alone


def test_a_list_link_proves_the_contact_that_it_was_sent_to(repair: Repair) -> None:
    other = another()
    somebody = Resident()
    somebody.goes_to(link_url(new_link(repair, opens_all_of=Message.Channel.TEXT)))
    somebody.presses("See my repairs")
    somebody.follows("Leak from a water pipe")
    assert HEADING in somebody.says
    assert sees(somebody, repair, other)


@pytest.mark.parametrize("what", ["ended", "moved away", "a day later"])
def test_what_was_proved_holds_no_longer_than_the_access(
    repair: Repair, notify: FakeMessageGateway, clock: time_machine.Traveller, what: str
) -> None:
    other = another()
    somebody = gets_in(repair, notify)
    assert sees(somebody, repair, other)
    if what == "ended":
        cancel_links(repair, NOW)
    if what == "moved away":
        # The contact was given to somebody else, by whatever way.
        Repair.objects.filter(pk=repair.pk).update(phone="07700 900999")
    if what == "a day later":
        clock.shift(timedelta(days=1, seconds=1))
    assert somebody.client.get(f"/repair/{other.reference}/").status_code == 404


def test_a_contact_that_the_repair_is_changed_to_is_not_proved(repair: Repair, notify: FakeMessageGateway) -> None:
    """A forwarded way in and a stranger's number, typed in as the new contact, open nothing of the stranger's."""
    theirs = another(contact=replace(ADA, phone="07700 900999"))
    somebody = gets_in(repair, notify)
    Repair.objects.filter(pk=repair.pk).update(phone="07700 900999")
    assert not sees(somebody, repair, theirs)


def test_a_proof_says_nothing_of_the_contact(repair: Repair, notify: FakeMessageGateway) -> None:
    cookie = gets_in(repair, notify).client.cookies["repairs"].value
    assert not [part for part in ("07700", "900123", "ada", "example") if part in cookie]
