"""Planners are written to about repairs without a time or with a late one: once about each."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from repairs.council.models import Council
from repairs.log.models import Appointment, PlannerAlert, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.planner_alert import MOST_LINES, alert_planners, gather, words_of
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import ADA, booked, without_a_time

LATER = NOW + timedelta(minutes=10)

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture(autouse=True)
def planners(outside: None) -> None:
    Council.objects.update(planners_email="planners@northmere.example")


def late() -> Repair:
    repair = booked()
    Appointment.objects.filter(repair=repair).update(day="2026-03-20")
    return repair


def told(notify: FakeMessageGateway) -> list[tuple[str, str]]:
    return [(message.to, message.subject) for message in notify.messages]


def test_one_email_tells_of_every_new_one_and_each_is_told_of_once(notify: FakeMessageGateway) -> None:
    waiting, too_late = without_a_time(), late()
    booked()
    alert_planners(NOW)
    assert told(notify) == [("planners@northmere.example", "2 repairs need a time")]
    alert_planners(LATER)
    assert len(notify.messages) == 1
    another = without_a_time()
    alert_planners(LATER)
    assert told(notify)[1:] == [("planners@northmere.example", "1 repair needs a time")]
    assert another.reference in notify.messages[1].body
    for repair in [waiting, too_late]:
        assert repair.reference in notify.messages[0].body
        assert repair.reference not in notify.messages[1].body


def test_it_says_what_and_when_and_nothing_about_a_person(notify: FakeMessageGateway) -> None:
    repair = without_a_time()
    alert_planners(NOW)
    body = notify.messages[0].body
    assert f"- {repair.reference}: Plumber, North, due Thursday 5 March 2026" in body
    assert f"{settings.SITE_URL}/staff/planning/to-book/" in body
    for personal in [ADA.name, ADA.phone, ADA.email, "Test Street", "NM1 2AB", repair.title, repair.description]:
        assert personal not in body


def test_without_an_address_nobody_is_written_to_until_there_is_one(notify: FakeMessageGateway) -> None:
    Council.objects.update(planners_email="")
    without_a_time()
    alert_planners(NOW)
    assert (notify.messages, PlannerAlert.objects.count()) == ([], 0)
    Council.objects.update(planners_email="planners@northmere.example")
    alert_planners(NOW)
    assert len(notify.messages) == 1


def test_an_address_that_was_taken_away_gets_nothing(notify: FakeMessageGateway) -> None:
    without_a_time()
    gather(NOW)
    Council.objects.update(planners_email="")
    alert_planners(NOW)
    assert notify.messages == []
    assert PlannerAlert.objects.get().state == "dropped"


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.DROP])
def test_a_gateway_that_is_down_is_tried_again_and_told_once(notify: FakeMessageGateway, fault: Fault) -> None:
    without_a_time()
    notify.faults.add([fault])
    alert_planners(NOW)
    alert = PlannerAlert.objects.get()
    assert (alert.state, alert.lease_until) == ("waiting", None)
    assert alert.due_at > NOW
    alert_planners(NOW)
    alert_planners(NOW + timedelta(hours=2))
    alert_planners(NOW + timedelta(hours=4))
    assert len(notify.messages) == 1
    assert PlannerAlert.objects.get().state == "sent"


def test_one_that_is_refused_needs_a_person_who_sees_it(notify: FakeMessageGateway, boss: Client) -> None:
    repair = without_a_time()
    notify.faults.add([Fault.REFUSE])
    alert_planners(NOW)
    assert PlannerAlert.objects.get().state == "needs-person"
    assert "Needs a person" in boss.get(reverse("admin:log_planneralert_changelist")).content.decode()
    page = boss.get(reverse("admin:log_planneralert_change", args=[PlannerAlert.objects.get().pk])).content.decode()
    assert repair.reference in page


def test_a_process_that_dies_while_it_sends_is_followed_by_another(notify: FakeMessageGateway) -> None:
    without_a_time()
    gather(NOW)
    PlannerAlert.objects.update(lease_until=NOW + timedelta(minutes=5), attempts=1)
    alert_planners(NOW)
    assert notify.messages == []
    alert_planners(NOW + timedelta(minutes=6))
    assert len(notify.messages) == 1


def test_a_long_list_is_cut_and_says_so() -> None:
    for _ in range(3):
        without_a_time()
    alert = gather(NOW)
    assert alert
    subject, body = words_of(alert)
    assert subject == "3 repairs need a time"
    assert body.count("\n- ") == 3
    assert MOST_LINES == 50
