"""The page of a home says what staff need with somebody on the line."""

from dataclasses import replace

import pytest

from repairs.contact_centre.find.record import same_people
from repairs.homes.models import Home
from repairs.log.models import Enquiry, Repair
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.log.builders import ADA, booked, without_a_time

PEOPLE = """
Ada 1 a@x                                | yes
Ada 1 a@x, ada - a@x, Bo 2 b@x           | yes yes no
Ada 1 -, Charles 1 c@x, Charles - c@x    | yes yes yes
Bo 2 b@x, Ada 1 a@x, Bo 3 -              | yes no yes
- - -, - - -                             | yes no
"""


def reported_by(words: str) -> Repair:
    name, phone, email = ("" if part == "-" else part for part in words.split())
    return Repair(name=name, phone=phone, email=email)


@pytest.mark.parametrize("line", PEOPLE.strip().splitlines())
def test_whose_repairs_they_are_is_told_by_name_phone_or_email(line: str) -> None:
    people, _, wanted = line.partition("|")
    found = same_people([reported_by(one) for one in people.split(",")])
    assert " ".join("yes" if same else "no" for same in found) == wanted.strip()


def opens(agent: Agent, line_1: str) -> None:
    agent.goes_to(f"/staff/homes/{Home.objects.get(line_1=line_1).pk}/")


def test_what_the_register_says_is_there_in_words(northmere: None) -> None:
    agent = Agent()
    opens(agent, "99 Test Street")
    for words in ("999000000099", "Secure tenant", "North", "Ring before a visit", "Do not visit alone"):
        assert words in agent.says


def test_repairs_and_questions_are_there(northmere: None) -> None:
    repair = booked()
    Enquiry.objects.create(repair=repair, kind=Enquiry.Kind.UPDATE, due_at=NOW)
    agent = Agent()
    opens(agent, "1 Test Street")
    for words in (
        repair.reference,
        "Visit booked for",
        "for Ada Byron",
        "Waiting for an answer (1)",
        "Needs an update",
    ):
        assert words in agent.says
    assert "Somebody else" not in agent.says


def test_what_somebody_else_reported_is_marked(northmere: None) -> None:
    without_a_time()
    without_a_time(contact=replace(ADA, name="Grace Hopper", phone="07700 900999", email="grace@example.com"))
    agent = Agent()
    opens(agent, "1 Test Street")
    assert "for Ada Byron Somebody else" in agent.says
    assert "for Grace Hopper Somebody else" not in agent.says
    assert "Tell a caller of their own repairs only" in agent.says


def test_a_home_that_is_not_there_is_not_found(northmere: None) -> None:
    agent = Agent()
    assert agent.client.get("/staff/homes/0/").status_code == 404
    assert agent.client.get(f"/staff/homes/{'9' * 400}/").status_code == 404
