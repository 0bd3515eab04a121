"""An email to planners that cannot be delivered is in front of a person, as any message is."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from repairs.council.models import Council
from repairs.log.alarms.watch import watch
from repairs.log.models import Alarm, Event, PlannerAlert, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.people.acting import NotDone, seen_of
from repairs.log.people.give_up import give_up
from repairs.log.people.needed import Asked
from repairs.log.people.replay import replay
from repairs.log.people.try_again import try_again
from repairs.log.planner_alert import alert_planners, send_due
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.log.builders import without_a_time

LIST = "/admin/log/worksorder/needs-a-person/"

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture
def repair(outside: None) -> Repair:
    Council.objects.update(planners_email="planners@northmere.example")
    return without_a_time()


@pytest.fixture
def refused(repair: Repair, notify: FakeMessageGateway) -> PlannerAlert:
    notify.faults.add([Fault.REFUSE])
    alert_planners(NOW)
    return PlannerAlert.objects.get()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_on_the_list_with_what_happened_and_raises_an_alarm(
    refused: PlannerAlert, repair: Repair, boss: Client
) -> None:
    listed = page(boss, LIST)
    for words in ("Email to planners</a>", repair.reference, "Tried once"):
        assert words in listed
    shown = page(boss, f"{LIST}planners-{refused.pk}/")
    assert "The repairs stay in the list of visits to plan." in shown
    assert "try 1. Refused" in shown
    watch(NOW)
    assert Alarm.objects.get().kind == "needs-person"


def test_one_that_waits_for_an_hour_is_on_the_list_and_raises_an_alarm(
    repair: Repair, notify: FakeMessageGateway, boss: Client
) -> None:
    before = NOW - timedelta(minutes=61)
    notify.faults.add([Fault.ERROR])
    alert_planners(before)
    assert "Email to planners" in page(boss, LIST)
    watch(NOW)
    assert Alarm.objects.get().kind == "messages-wait"


def test_it_is_tried_again_from_its_page(refused: PlannerAlert, notify: FakeMessageGateway, boss: Client) -> None:
    address = f"{LIST}planners-{refused.pk}/"
    given = {"chosen": "try", "seen": seen_of(refused)}
    answer = boss.post(address, given, follow=True).content.decode()
    assert "Email to planners: It is tried again in the next few seconds." in answer
    send_due(PlannerAlert.objects.get().due_at)
    assert [sent.to for sent in notify.messages] == ["planners@northmere.example"]
    assert PlannerAlert.objects.get().state == "sent"
    assert "Tried again by a person, boss" in page(boss, address)


def test_whoever_comes_second_is_told_who_was_first(refused: PlannerAlert) -> None:
    seen = seen_of(refused)
    give_up(refused, "They know.", seen, "sam", NOW)
    assert Event.objects.get(kind="given-up").detail["reason"] == "They know."
    with pytest.raises(NotDone, match="sam"):
        try_again(PlannerAlert.objects.get(), seen, "kim", NOW)


def test_it_goes_again_with_all_others(refused: PlannerAlert, notify: FakeMessageGateway) -> None:
    assert replay(Asked(), "sam", NOW).again == 1
    send_due(NOW)
    assert len(notify.messages) == 1


def test_after_a_week_in_vain_a_person_has_it(repair: Repair, notify: FakeMessageGateway, settings: Settings) -> None:
    for day in (0, 8):
        notify.faults.add([Fault.ERROR])
        alert_planners(NOW + timedelta(days=day))
    assert PlannerAlert.objects.order_by("pk")[0].state == "needs-person"
