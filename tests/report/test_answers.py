"""What is kept of a report, and what of it is about a person."""

import pytest
from pydantic import ValidationError

from repairs.log.channels import Relation
from repairs.report.answers import PERSONAL, PLAIN, Address, Answers, BookAnyway, Caller, Override, Tenure
from tests.conftest import NOW
from tests.report.small_tree import CONTACT, HOUSEHOLD, IN_ORDER, JOB, QUESTIONS, SLOT

EVERYTHING = Answers(
    **IN_ORDER,
    result=("roof:call-back",),
    address=Address(line_1="1 New Road", town="Northmere", postcode="NM9 9ZZ"),
    tenure=Tenure.LEASEHOLD,
    what_we_do=Tenure.LEASEHOLD,
    no_slot=JOB,
    slot_gone=True,
    sooner=True,
    times=("any time",),
    caller=Caller(relation=Relation.FAMILY, name="Grace Hopper", phone="07700 900456"),
    override=Override(anyway=BookAnyway(home="7", shown="Ring first", why="Ada is ill", staff=1, at=NOW)),
)
ABOUT_A_PERSON = {
    *("postcode", "home", "address", "tenure", "what_we_do", "household", "details", "times", "caller", "contact"),
    "override",
}


def test_every_answer_says_whether_it_is_personal() -> None:
    assert {name for name, kind in Answers.kinds().items() if kind not in {PERSONAL, PLAIN}} == set()


def test_what_is_about_a_person_is_marked_so() -> None:
    assert {name for name, kind in Answers.kinds().items() if kind == PERSONAL} == ABOUT_A_PERSON


def test_every_field_is_tried_here() -> None:
    assert set(EVERYTHING.model_dump(exclude_defaults=True)) == set(Answers.model_fields)


def test_without_personal_nothing_about_the_person_is_left() -> None:
    kept = EVERYTHING.without_personal()
    assert set(kept.model_dump(exclude_defaults=True)) == set(Answers.model_fields) - ABOUT_A_PERSON
    assert (kept.questions, kept.slot, kept.result) == (QUESTIONS, SLOT, ("roof:call-back",))
    written = kept.model_dump_json()
    for word in (CONTACT.name, CONTACT.phone, "NM1 2AB", "NM9", "New Road", "leasehold", "Grace"):
        assert word not in written


def test_answers_come_back_from_the_database_as_they_went() -> None:
    assert Answers.model_validate(EVERYTHING.model_dump(mode="json", exclude_defaults=True)) == EVERYTHING


def test_what_an_older_version_asked_is_dropped() -> None:
    old = {"postcode": "NM1 2AB", "shoe_size": 9, "contact": {**CONTACT.model_dump(mode="json"), "fax": "1"}}
    kept = Answers.model_validate(old)
    assert (kept.postcode, kept.contact) == ("NM1 2AB", CONTACT)
    assert "shoe_size" not in kept.model_dump()


def test_answers_are_never_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        EVERYTHING.postcode = "NM5 2TF"
    with pytest.raises(ValidationError):
        HOUSEHOLD.people = ()
