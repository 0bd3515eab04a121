"""What staff may look at, and that they change next to nothing of it."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from repairs.log.call_backs import note_emergency
from repairs.log.models import CallBack, Event, Message, Repair, WorksOrder
from tests.conftest import NOW
from tests.log.builders import an_emergency, booked, without_a_time
from tests.log.staff import list_of, listed, page_of, shown, signed_in

pytestmark = pytest.mark.usefixtures("northmere")

MODELS = [Repair, CallBack, WorksOrder, Message, Event]
NEW_DRAFT = UUID("6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10")


@pytest.fixture
def busy(northmere: None) -> None:
    booked()
    without_a_time()
    an_emergency()
    note_emergency(NEW_DRAFT, home_id=None, answers={"safety": "ceiling"}, problem="Keep out", now=NOW)
    Event.objects.create(repair=None, kind=Event.Kind.GAS_PAGE_SHOWN)


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_added_or_deleted_by_hand(boss: Client, busy: None, model: Any) -> None:
    row = model.objects.all()[0]
    before = model.objects.count()
    name = model._meta.model_name
    assert boss.post(reverse(f"admin:log_{name}_add"), {}).status_code == 403
    assert boss.post(reverse(f"admin:log_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    everything = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
    boss.post(list_of(model), everything)
    assert model.objects.count() == before


@pytest.mark.parametrize("model", [Repair, WorksOrder, Message, Event])
def test_nothing_but_a_call_back_is_changed_by_hand(boss: Client, busy: None, model: Any) -> None:
    row = model.objects.all()[0]
    assert boss.post(page_of(row), {"name": "Eve", "state": "sent", "kind": "booked"}).status_code == 403
    assert 'name="_save"' not in shown(boss, page_of(row))


@pytest.mark.parametrize("model", MODELS)
def test_every_row_opens(boss: Client, busy: None, model: Any) -> None:
    for row in model.objects.all():
        shown(boss, page_of(row))


@pytest.mark.parametrize("model", MODELS)
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(boss: Client, busy: None, model: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(boss, list_of(model), done="all") if model is CallBack else shown(boss, list_of(model))
        return len(asked)

    shown(boss, list_of(model))
    few = queries()
    for _ in range(5):
        booked(), without_a_time(), an_emergency()
    assert queries() == few <= 12


@pytest.mark.parametrize("model", MODELS)
def test_whoever_may_not_look_does_not(busy: None, model: Any) -> None:
    outsider = signed_in("view_home")
    assert outsider.get(list_of(model)).status_code == 403
    assert outsider.get(page_of(model.objects.all()[0])).status_code == 403


def test_orders_and_messages_say_what_went_wrong_and_when_they_are_tried_next(boss: Client) -> None:
    booked()
    for model in (WorksOrder, Message):
        model.objects.update(last_problem="the HMS is busy (429)", attempts=3)
        page = shown(boss, list_of(model))
        for words in ("Waiting", "the HMS is busy (429)", ">3<", "4 Mar 2026"):
            assert words in page


def test_what_a_person_must_look_at_is_found_by_its_state(boss: Client) -> None:
    booked()
    refused = booked().works_order
    WorksOrder.objects.filter(pk=refused.pk).update(state="needs-person")
    assert listed(boss, WorksOrder, state__exact="needs-person") == [refused]


def test_no_page_shows_the_link_that_a_message_holds(boss: Client) -> None:
    booked()
    for message in Message.objects.all():
        assert "/r/" not in shown(boss, page_of(message))
