"""What residents change and add, many times at the same moment, on the database that the tests run on."""

from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest

from repairs.log.details.add import add_to_repair
from repairs.log.details.contact import contact_details_of
from repairs.log.details.contact_code import change_contact, code_of, prove
from repairs.log.details.visit import VisitDetails, change_visit_details, visit_details_of
from repairs.log.models import Addition, ContactChange, Event, Message, Repair
from tests.conftest import NOW, load_northmere
from tests.crowd import Crowd
from tests.log.builders import booked

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 8


@pytest.fixture
def repair(crowd: Crowd, clock: object) -> Repair:
    load_northmere()
    return booked()


def count(model: type[Event] | type[Message], kind: str) -> int:
    return model.objects.filter(kind=kind).count()


def test_one_page_asks_for_one_code(crowd: Crowd, repair: Repair) -> None:
    known, token = contact_details_of(repair), uuid4()
    new = replace(known, phone="07700 900789")
    crowd.run([partial(change_contact, repair, new, token, NOW, seen=known.seen) for _ in range(TIMES)])
    assert crowd.look(lambda: (ContactChange.objects.count(), count(Message, "contact-code"))) == (1, 1)


def test_one_code_changes_the_contact_once(crowd: Crowd, repair: Repair) -> None:
    known = contact_details_of(repair)
    change = change_contact(repair, replace(known, phone="07700 900789"), uuid4(), NOW, seen=known.seen)
    proved = crowd.run([partial(prove, repair, code_of(change), NOW) for _ in range(TIMES)])
    assert sum(proved) == 1
    assert crowd.look(lambda: Repair.objects.get().phone) == "07700 900789"
    assert crowd.look(lambda: [count(Message, kind) for kind in ("contact-changed", "former-contact")]) == [1, 1]
    assert crowd.look(lambda: count(Event, "contact-changed")) == 1


def test_many_wrong_codes_are_no_more_than_ten(crowd: Crowd, repair: Repair) -> None:
    known = contact_details_of(repair)
    change = change_contact(repair, replace(known, phone="07700 900789"), uuid4(), NOW, seen=known.seen)
    wrong = [f"{(int(code_of(change)) + step) % 100_000:05}" for step in range(1, 25)]
    assert not any(crowd.run([partial(prove, repair, code, NOW) for code in wrong]))
    assert crowd.look(lambda: ContactChange.objects.get().tries) == 10


def test_who_will_be_in_is_changed_once(crowd: Crowd, repair: Repair) -> None:
    seen = visit_details_of(repair).seen
    details = VisitDetails("Bo Lund", "", "Mind the dog.")
    crowd.run([partial(change_visit_details, repair, details, NOW, seen=seen) for _ in range(TIMES)])
    assert crowd.look(lambda: (count(Event, "visit-details"), count(Message, "visit-details"))) == (1, 1)


def test_words_of_one_page_are_added_once(crowd: Crowd, repair: Repair) -> None:
    token = uuid4()
    crowd.run([partial(add_to_repair, repair, "It drips.", [], token, NOW) for _ in range(TIMES)])
    assert crowd.look(lambda: (Addition.objects.count(), count(Event, "added"), count(Message, "added"))) == (1, 1, 1)
