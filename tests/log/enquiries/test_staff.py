"""Staff take, answer and hand on what residents ask. The oldest due comes first, and complaints are apart."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from repairs.log.alarms.conditions import standing
from repairs.log.enquiries.answer import AlreadyAnswered, answer
from repairs.log.enquiries.ask import ask_for_update, complain
from repairs.log.models import Alarm, Complaint, Enquiry, Event, Message, VisitAnswer
from repairs.log.planning import visits_to_plan
from tests.conftest import NOW
from tests.log.builders import booked
from tests.log.staff import list_of, listed, page_of, shown, signed_in

pytestmark = pytest.mark.usefixtures("northmere")


@pytest.fixture
def sam() -> Client:
    may = [f"{what}_{row}" for what in ("view", "change") for row in ("enquiry", "complaint")]
    return signed_in(*may, "view_repair", "view_visitanswer")


@pytest.fixture
def enquiry() -> Enquiry:
    return ask_for_update(booked(), "When do you come?", NOW)


def test_those_that_wait_are_listed_with_the_oldest_due_first_and_without_complaints(sam: Client) -> None:
    later = ask_for_update(booked(), "", NOW)
    first = ask_for_update(booked(), "", NOW - timedelta(days=4))
    complaint = complain(booked(), "Nobody listens.", NOW)
    assert [one.pk for one in listed(sam, Enquiry)] == [first.pk, later.pk]
    assert [one.pk for one in listed(sam, Enquiry, answered="overdue")] == [first.pk]
    assert [one.pk for one in listed(sam, Complaint)] == [complaint.pk]


def test_somebody_takes_it_and_answers_it(sam: Client, enquiry: Enquiry) -> None:
    assert "When do you come?" in shown(sam, page_of(enquiry))
    sam.post(page_of(enquiry), {"take": "on"})
    enquiry.refresh_from_db()
    assert (enquiry.owner, enquiry.answered_at) == (User.objects.get(username="sam"), None)
    assert [one.pk for one in listed(sam, Enquiry, answered="mine")] == [enquiry.pk]
    sam.post(page_of(enquiry), {"take": "on", "answer": "On Thursday."})
    enquiry.refresh_from_db()
    assert (enquiry.answer, enquiry.answered_at) == ("On Thursday.", NOW)
    assert Message.objects.filter(kind="answered").count() == 1
    assert Event.objects.filter(kind="enquiry-answered").count() == 1
    assert listed(sam, Enquiry) == []
    assert "On Thursday." in shown(sam, page_of(enquiry))


@pytest.mark.parametrize("words", ["", "   "])
def test_an_answer_needs_words(sam: Client, enquiry: Enquiry, words: str) -> None:
    sam.post(page_of(enquiry), {"answer": words})
    enquiry.refresh_from_db()
    assert enquiry.answered_at is None


def test_what_is_answered_is_not_answered_again(sam: Client, enquiry: Enquiry) -> None:
    answer(enquiry, "On Thursday.", None, NOW)
    assert sam.post(page_of(enquiry), {"answer": "On Friday."}).status_code == 403
    with pytest.raises(AlreadyAnswered):
        answer(enquiry, "On Friday.", None, NOW)
    assert Enquiry.objects.get().answer == "On Thursday."


def test_one_is_handed_to_whoever_is_in_charge(sam: Client, enquiry: Enquiry) -> None:
    sam.post(page_of(enquiry), {"escalate": "on"})
    enquiry.refresh_from_db()
    assert enquiry.escalated_at == NOW
    assert Event.objects.filter(kind="enquiry-escalated").count() == 1


def test_an_alarm_stands_while_one_is_late(enquiry: Enquiry, clock: time_machine.Traveller) -> None:
    assert standing(Alarm.Kind.ENQUIRIES_WAIT, enquiry.due_at - timedelta(minutes=1)) is None
    late = standing(Alarm.Kind.ENQUIRIES_WAIT, enquiry.due_at + timedelta(minutes=1))
    assert late is not None
    assert (late.rows, late.since) == (1, enquiry.due_at)


def test_once_answered_the_same_can_be_asked_again(enquiry: Enquiry) -> None:
    answer(enquiry, "On Thursday.", None, NOW)
    again = ask_for_update(enquiry.repair, "And when on Thursday?", NOW)
    assert again.pk != enquiry.pk


def test_a_report_shows_shares_and_nobody(sam: Client) -> None:
    for key, said in (("a", "very-satisfied"), ("b", "neither")):
        VisitAnswer.objects.create(
            key=key, month=NOW.date().replace(day=1), emergency=False, overall=said, time_taken="neither"
        )
    page = shown(sam, list_of(VisitAnswer))
    assert "2 answers. Very or fairly satisfied with the repairs service overall (TP02): 50%." in page
    assert "With the time taken (TP03): 0%." in page


def test_a_visit_in_time_is_no_matter_for_planners(enquiry: Enquiry) -> None:
    assert not visits_to_plan(NOW).exists()
