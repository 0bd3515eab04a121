"""What staff are told of a home: the alerts first, then what is going on there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repairs.contact_centre.home_facts import facts_of_home, like_it
from repairs.homes.models import Alert, Home
from repairs.log.models import Enquiry, Event, JobState, JobUpdate, Repair
from tests.conftest import NOW
from tests.log.builders import booked, without_a_time


@pytest.fixture
def home(northmere: None) -> Home:
    return Home.objects.get(line_1="1 Test Street")


def is_done(repair: Repair, at: timedelta) -> None:
    repair.works_order.job_state, repair.works_order.job_state_at = JobState.COMPLETED, NOW - at
    repair.works_order.save()


def test_alerts_for_which_we_ring_come_first(home: Home) -> None:
    for text, calls_back in (("Low door", False), ("Big dog", True)):
        Alert.objects.create(home=home, kind=Alert.Kind.PROPERTY, code="A", text=text, calls_back=calls_back)
    record = facts_of_home(home.pk, NOW)
    assert [alert.text for alert in record.alerts] == ["Big dog", "Low door"]
    assert record.rings_first


def test_a_repair_is_open_until_it_is_finished_or_cancelled(home: Home) -> None:
    coming, waiting, done, cancelled = booked(), without_a_time(), without_a_time(), without_a_time()
    is_done(done, at=timedelta(days=3))
    Repair.objects.filter(pk=cancelled.pk).update(cancelled_at=NOW)
    record = facts_of_home(home.pk, NOW)
    assert {one.pk: one.state for one in record.open} == {
        coming.pk: "Visit booked for Thursday 5 March 2026",
        waiting.pk: "No visit booked",
    }
    assert {one.pk: one.state for one in record.recent} == {
        done.pk: "Finished on Sunday 1 March 2026",
        cancelled.pk: "Cancelled on Wednesday 4 March 2026",
    }


@pytest.mark.parametrize(("ended", "is_told"), [(29, True), (31, False)])
def test_what_ended_is_told_for_a_month(home: Home, ended: int, is_told: bool) -> None:
    repair = without_a_time(now=NOW - timedelta(days=60))
    is_done(repair, at=timedelta(days=ended))
    assert bool(facts_of_home(home.pk, NOW).recent) == is_told


def test_visits_that_came_to_nothing_are_told_for_a_year(home: Home) -> None:
    repair = booked()
    for number, days in enumerate((10, 400)):
        JobUpdate.objects.create(
            order=repair.works_order, key=str(number), state=JobState.NO_ACCESS, happened_at=NOW - timedelta(days=days)
        )
    Event.objects.create(repair=repair, kind=Event.Kind.NOBODY_CAME, at=NOW - timedelta(days=2))
    assert [visit.by_us for visit in facts_of_home(home.pk, NOW).missed] == [True, False]


def test_what_waits_for_an_answer_is_told(home: Home) -> None:
    repair = booked()
    for kind, answered in ((Enquiry.Kind.UPDATE, None), (Enquiry.Kind.COMPLAINT, NOW)):
        Enquiry.objects.create(repair=repair, kind=kind, due_at=NOW, answered_at=answered)
    assert [enquiry.kind for enquiry in facts_of_home(home.pk, NOW).enquiries] == [Enquiry.Kind.UPDATE]


@pytest.mark.parametrize(
    ("trade", "outcome", "is_like_it"),
    [("PL", "", True), ("", "water-pipe", True), ("EL", "other", False), ("", "", False)],
)
def test_the_same_trade_or_outcome_may_be_the_same_problem(
    home: Home, trade: str, outcome: str, is_like_it: bool
) -> None:
    booked()
    assert bool(like_it(facts_of_home(home.pk, NOW), trade=trade, outcome=outcome)) == is_like_it


def test_nothing_of_another_home_is_told(home: Home) -> None:
    booked(home="2 Test Street")
    record = facts_of_home(home.pk, NOW)
    assert (record.open, record.recent, record.missed, record.enquiries) == ((), (), (), ())


def test_much_to_tell_asks_the_database_no_more(home: Home) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            facts_of_home(home.pk, NOW)
        return len(queries)

    quiet = asked()
    for _ in range(3):
        repair = booked()
        Enquiry.objects.create(repair=repair, kind=Enquiry.Kind.UPDATE, due_at=NOW)
        Event.objects.create(repair=repair, kind=Event.Kind.NOBODY_CAME, at=NOW)
    assert asked() == quiet
