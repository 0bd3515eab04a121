"""Several workers at the same moment, in threads, on the database that the tests run on."""

from collections import Counter
from datetime import datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import DeliveryAttempt, Event, OutsideSystem, WorksOrder
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.log.outbox.breaker import FAILURES, Name, may_send, note
from repairs.log.outbox.claiming import claim
from tests.conftest import load_northmere
from tests.crowd import Crowd
from tests.log.builders import without_a_time

pytestmark = pytest.mark.django_db(transaction=True)

ORDERS, WORKERS = 40, 4


@pytest.fixture
def orders(crowd: Crowd, hms: FakeHousingSystem, notify: FakeMessageGateway) -> None:
    load_northmere()
    for _ in range(ORDERS):
        without_a_time(timezone.now())


def takes_some(now: datetime) -> list[int]:
    """Seven at a time, until there are none."""
    taken: list[int] = []
    while some := claim(WorksOrder.objects.ready(now).order_by("due_at", "pk"), now, 7).attempts:
        taken += some
    return taken


def test_each_row_is_claimed_by_one_worker(crowd: Crowd, orders: None) -> None:
    now = timezone.now()
    taken = crowd.run([lambda: takes_some(now)] * WORKERS)
    assert sorted(pk for some in taken for pk in some) == sorted(WorksOrder.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("kind", ["idempotent", "searchable", "blind"])
def test_workers_that_sweep_at_once_send_each_order_once(
    crowd: Crowd, orders: None, hms: FakeHousingSystem, settings: Settings, kind: str
) -> None:
    settings.HMS_KIND, settings.OUTBOX_CALLS_AT_ONCE = kind, 8
    crowd.run([sweep] * WORKERS)

    def left_behind() -> tuple[Counter[str], Counter[str], int, int]:
        return (
            Counter(WorksOrder.objects.values_list("state", flat=True)),
            Counter(DeliveryAttempt.objects.filter(row="order").values_list("outcome", flat=True)),
            Event.objects.filter(kind="order-sent").count(),
            WorksOrder.objects.values("hms_number").distinct().count(),
        )

    assert crowd.look(left_behind) == (Counter(sent=ORDERS), Counter(sent=ORDERS), ORDERS, ORDERS)
    assert len(hms.orders) == ORDERS


def test_one_worker_at_a_time_tries_a_system_that_was_left_alone(crowd: Crowd) -> None:
    may_send(Name.HMS, 10)
    note(Name.HMS, [False] * FAILURES, "no answer")
    OutsideSystem.objects.update(closed_until=timezone.now())
    permits = crowd.run([lambda: may_send(Name.HMS, 10)] * 8)
    assert sorted(permit.most for permit in permits) == [0] * 7 + [1]
