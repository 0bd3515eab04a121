"""What is done about an answer that was lost, for each kind of HMS: one order, or a person who looks."""

from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from repairs.log.hms.fake import FakeHousingSystem
from repairs.log.models import DeliveryAttempt, Event, Repair, WorksOrder, WorksOrderChange
from repairs.log.outbox import sweep
from repairs.log.outbox.claiming import claim, is_under_way, lease_time
from repairs.log.outbox.hms_call import found_at_the_latest
from repairs.log.outbox.orders import WorksOrders
from repairs.stubs.faults import Fault
from tests.log.builders import booked
from tests.log.test_changes_told import cancels, told

pytestmark = pytest.mark.usefixtures("outside")

KINDS = ["idempotent", "searchable", "blind"]


class Forgetful:
    """Makes the fake HMS pass over keys, as searchable and blind ones do: whatever is sent again is there twice."""

    def __init__(self, hms: FakeHousingSystem, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: Counter[str] = Counter()
        self.hms, self.raise_order, self.update_order = hms, hms.raise_order, hms.update_order
        monkeypatch.setattr(hms, "raise_order", self.order)
        monkeypatch.setattr(hms, "update_order", self.update)

    def order(self, order: object, *, key: str) -> str:
        self.sent["order"] += 1
        return self.raise_order(order, key=f"{key} {self.sent['order']}")  # type: ignore[arg-type]  # passed on as it is

    def update(self, update: object, *, key: str) -> None:
        self.sent["change"] += 1
        self.update_order(update, key=f"{key} {self.sent['change']}")  # type: ignore[arg-type]  # passed on as it is


@pytest.fixture
def forgetful(hms: FakeHousingSystem, monkeypatch: pytest.MonkeyPatch) -> Forgetful:
    return Forgetful(hms, monkeypatch)


def order_of(repair: Repair) -> WorksOrder:
    return WorksOrder.objects.get(repair=repair)


def outcomes(row: str = "order") -> list[str]:
    return list(DeliveryAttempt.objects.filter(row=row).values_list("outcome", flat=True))


@pytest.mark.parametrize(
    ("kind", "fault", "state", "at_first", "sent_in_all", "end"),
    [
        # The HMS took it, and we did not hear.
        ("idempotent", Fault.DROP, "waiting", ["unknown"], 2, "sent"),
        ("searchable", Fault.DROP, "waiting", ["unknown"], 1, "sent"),
        ("blind", Fault.DROP, "needs-person", ["unknown"], 1, "needs-person"),
        # It did not, and we cannot know that.
        ("idempotent", Fault.ERROR, "waiting", ["unknown"], 2, "sent"),
        ("searchable", Fault.ERROR, "waiting", ["unknown"], 2, "sent"),
        ("blind", Fault.ERROR, "needs-person", ["unknown"], 1, "needs-person"),
        # It said that it did not.
        ("idempotent", Fault.BUSY, "waiting", ["later"], 2, "sent"),
        ("searchable", Fault.BUSY, "waiting", ["later"], 2, "sent"),
        ("blind", Fault.BUSY, "waiting", ["later"], 2, "sent"),
        *((kind, Fault.REFUSE, "needs-person", ["refused"], 1, "needs-person") for kind in KINDS),
    ],
)
def test_an_order(
    forgetful: Forgetful,
    hms: FakeHousingSystem,
    clock: time_machine.Traveller,
    settings: Settings,
    kind: str,
    fault: Fault,
    state: str,
    at_first: list[str],
    sent_in_all: int,
    end: str,
) -> None:
    settings.HMS_KIND = kind
    repair = booked()
    hms.faults.add([fault])
    sweep()
    assert (order_of(repair).state, outcomes()) == (state, at_first)
    clock.shift(timedelta(hours=2))
    sweep()
    assert (order_of(repair).state, forgetful.sent["order"]) == (end, sent_in_all)
    if kind != "idempotent" and end == "sent":
        assert len(hms.orders) == 1
        assert order_of(repair).hms_number == "NM-000001"


@pytest.mark.parametrize(
    ("kind", "state", "sent_in_all", "event"),
    [
        ("idempotent", "sent", 2, None),
        ("searchable", "sent", 1, None),
        ("blind", "needs-person", 1, {"change": "cancel"}),
    ],
)
def test_a_change_whose_answer_was_lost(
    forgetful: Forgetful,
    hms: FakeHousingSystem,
    clock: time_machine.Traveller,
    settings: Settings,
    kind: str,
    state: str,
    sent_in_all: int,
    event: dict[str, str] | None,
) -> None:
    settings.HMS_KIND = kind
    repair = booked()
    sweep()
    cancels(repair)
    hms.faults.add([Fault.DROP])
    sweep()
    clock.shift(timedelta(hours=2))
    sweep()
    assert (WorksOrderChange.objects.get().state, forgetful.sent["change"]) == (state, sent_in_all)
    assert [one.detail for one in Event.objects.filter(kind="order-unknown")] == ([event] if event else [])
    if kind == "searchable":
        assert told(hms) == [("cancel", None)]


def test_a_person_hears_of_an_order_that_a_blind_hms_may_have(hms: FakeHousingSystem, settings: Settings) -> None:
    settings.HMS_KIND = "blind"
    repair = booked()
    hms.faults.add([Fault.DROP])
    sweep()
    assert order_of(repair).outcome_unknown
    assert Event.objects.filter(repair=repair, kind="order-unknown").exists()
    assert order_of(repair) in WorksOrder.objects.seen_by_people(timezone.now())


def test_an_absent_answer_is_not_believed_before_the_hms_has_had_its_time(
    forgetful: Forgetful, hms: FakeHousingSystem, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.HMS_KIND, settings.HMS_LAG_SECONDS, settings.OUTBOX_RETRY_SECONDS = "searchable", 90, [1]
    booked()
    hms.faults.add([Fault.DROP])
    hms.is_late = True
    sweep()
    clock.shift(timedelta(seconds=89))
    sweep()
    assert outcomes() == ["unknown"]
    hms.is_late = False
    clock.shift(timedelta(seconds=1))
    sweep()
    assert (outcomes(), forgetful.sent["order"]) == (["unknown", "sent"], 1)


def test_a_look_up_that_gets_no_answer_settles_nothing(
    forgetful: Forgetful, hms: FakeHousingSystem, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.HMS_KIND = "searchable"
    repair = booked()
    hms.faults.add([Fault.DROP, Fault.ERROR])
    for _ in range(3):
        sweep()
        clock.shift(timedelta(hours=1))
    assert (order_of(repair).state, outcomes(), forgetful.sent["order"]) == ("sent", ["unknown", "unknown", "sent"], 1)


@pytest.mark.parametrize(
    ("kind", "arrived", "after", "state", "sent"),
    [
        ("idempotent", True, "lease", "sent", 2),
        ("searchable", True, "lag", "sent", 1),
        ("searchable", False, "lag", "sent", 1),
        ("blind", True, "lease", "needs-person", 1),
        ("blind", False, "lease", "needs-person", 0),
    ],
)
def test_a_worker_that_is_killed_in_the_middle_of_a_call(
    forgetful: Forgetful,
    hms: FakeHousingSystem,
    clock: time_machine.Traveller,
    settings: Settings,
    kind: str,
    arrived: bool,
    after: str,
    state: str,
    sent: int,
) -> None:
    settings.HMS_KIND, settings.HMS_LAG_SECONDS = kind, 60
    repair = booked()
    lane, now = WorksOrders(), timezone.now()
    [order] = claim(lane.ready(now), now, 10).ours(lane.rows())
    call = lane.prepare(order)
    if arrived:
        assert callable(call)
        call()
    clock.shift(lease_time() + timedelta(seconds=1))
    if after == "lag":
        sweep()
        assert order_of(repair).attempts == 1
        clock.shift(found_at_the_latest())
    sweep()
    assert (order_of(repair).state, forgetful.sent["order"]) == (state, sent)


def test_a_worker_that_was_paused_before_its_call_does_not_make_it(settings: Settings) -> None:
    settings.HMS_KIND = "searchable"
    booked()
    lane, now = WorksOrders(), timezone.now()
    [order] = claim(lane.ready(now), now, 10).ours(lane.rows())
    later = now + lease_time() + timedelta(seconds=1)
    assert claim(lane.ready(later), later, 10).attempts
    assert not is_under_way(order, timedelta())


def test_a_change_that_a_later_one_has_overtaken_is_dropped(hms: FakeHousingSystem) -> None:
    repair = booked()
    sweep()
    cancels(repair)
    last = WorksOrderChange.objects.get()
    first = WorksOrderChange.objects.create(pk=last.pk - 1, order=last.order, kind="reschedule", state="needs-person")
    sweep()
    WorksOrderChange.objects.filter(pk=first.pk).update(state="waiting")
    sweep()
    first.refresh_from_db()
    assert (first.state, told(hms)) == ("dropped", [("cancel", None)])
