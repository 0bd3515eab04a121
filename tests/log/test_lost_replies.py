"""An HMS of each kind that loses replies, is away, and workers that die in the middle: what is there in the end.

Hypothesis makes up what happens. The HMS here keeps what it takes as real ones do: an idempotent one by key, the others
each time anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appointments.diary.local import LocalDiary
from repairs.log.cancel import cancel_repair
from repairs.log.hms import HousingSystemDown, OrderRejected
from repairs.log.models import OutsideSystem, Repair, WorksOrder, WorksOrderChange
from repairs.log.order_changes import tell_of_change
from repairs.log.outbox import sweep
from repairs.log.outbox.changes import Changes
from repairs.log.outbox.claiming import claim
from repairs.log.outbox.lane import Lane
from repairs.log.outbox.orders import WorksOrders
from tests.conftest import NOW
from tests.log.builders import without_a_time
from tests.log.test_changes_told import FIXED

pytestmark = pytest.mark.usefixtures("northmere", "notify")

LAG = timedelta(seconds=30)


@dataclass
class Hms:
    """`fate` says what becomes of the next calls; then all goes well."""

    kind: str
    fate: list[str] = field(default_factory=list)
    orders: list[tuple[str, str, datetime]] = field(default_factory=list)
    updates: list[tuple[str, str, str, datetime]] = field(default_factory=list)
    sent: int = 0

    def raise_order(self, order: Any, *, key: str) -> str:
        self.sent += 1
        reference = order.reference[0].id
        same = [n for n, (_, had, _) in enumerate(self.orders, 1) if had == key and self.kind == "idempotent"]
        with self.as_fate_has_it():
            if not same:
                self.orders.append((reference, key, now()))
        return f"N-{same[0] if same else len(self.orders)}"

    def update_order(self, update: Any, *, key: str) -> None:
        self.sent += 1
        with self.as_fate_has_it():
            if self.kind != "idempotent" or key not in [had for _, had, _, _ in self.updates]:
                number = update.related_work_order_reference.id
                self.updates.append((number, key, update.comments or update.other_type, now()))

    def find_order(self, reference: str) -> str | None:
        assert self.kind != "blind"
        self.look_up()
        found = (n for n, (had, _, at) in enumerate(self.orders, 1) if had == reference and at <= now() - LAG)
        number = next(found, None)
        return f"N-{number}" if number else None

    def find_update(self, update: Any) -> bool:
        assert self.kind != "blind"
        self.look_up()
        said = update.comments or update.other_type
        return any(had == said and at <= now() - LAG for _, _, had, at in self.updates)

    def look_up(self) -> None:
        if self.fate and self.fate.pop(0) in {"away", "busy", "lost", "error"}:
            raise HousingSystemDown("no answer", outcome_unknown=True)

    @contextmanager
    def as_fate_has_it(self) -> Iterator[None]:
        fate = self.fate.pop(0) if self.fate else "well"
        if fate in {"away", "busy"}:
            raise HousingSystemDown(fate, outcome_unknown=False)
        if fate == "refused":
            raise OrderRejected("refused")
        if fate == "error":
            raise HousingSystemDown("the HMS answered 500", outcome_unknown=True)
        yield
        if fate == "lost":
            raise HousingSystemDown("no answer", outcome_unknown=True)


def now() -> datetime:
    return datetime.now(UTC)


FATES = st.sampled_from(["well", "lost", "error", "away", "busy"])
STEPS = st.one_of(
    st.tuples(st.just("fate"), FATES),
    st.tuples(st.just("sweep"), st.none()),
    st.tuples(st.just("pass"), st.sampled_from([1, 21, 61, 130, 600, 4000])),
    st.tuples(st.just("note"), st.none()),
    st.tuples(st.just("cancel"), st.none()),
    st.tuples(st.just("killed before"), st.none()),
    st.tuples(st.just("killed after"), st.none()),
)


@dataclass
class Story:
    hms: Hms
    clock: time_machine.Traveller
    repair: Repair
    said: list[str] = field(default_factory=list)
    """Of changes, in the order in which people made them."""

    def tell(self, what: str, detail: Any) -> None:
        match what:
            case "fate":
                self.hms.fate.append(detail)
            case "sweep":
                sweep()
            case "pass":
                self.clock.shift(timedelta(seconds=detail))
            case "note":
                self.note(f"change {len(self.said)}")
            case "cancel":
                self.cancel()
            case "killed before":
                self.killed(calls=False)
            case "killed after":
                self.killed(calls=True)

    def note(self, words: str) -> None:
        tell_of_change(self.repair, WorksOrderChange.Kind.CANCELLED, now(), comments=words)
        self.said.append(words)

    def cancel(self) -> None:
        cancel_repair(self.repair, FIXED, LocalDiary(), now())
        if FIXED.in_words not in self.said:
            self.said.append(FIXED.in_words)

    def killed(self, *, calls: bool) -> None:
        """A worker that claims what is due, perhaps makes its calls, and writes nothing of how they ended."""
        lanes = cast(list[Lane[Any]], [WorksOrders(), Changes()])
        for lane in lanes:
            for row in claim(lane.ready(now()), now(), 10).ours(lane.rows()):
                call = lane.prepare(row)
                if calls and callable(call):
                    call()

    def ends(self) -> None:
        """All is well again, for long enough."""
        self.hms.fate.clear()
        for _ in range(5):
            sweep()
            self.clock.shift(timedelta(seconds=3700))


@pytest.mark.parametrize("kind", ["idempotent", "searchable", "blind"])
def test_whatever_happens(kind: str, db: None, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(steps=st.lists(STEPS, max_size=14))
    def tells(steps: list[tuple[str, Any]]) -> None:
        hms = Hms(kind)
        for lane in ("orders", "changes"):
            monkeypatch.setattr(f"repairs.log.outbox.{lane}.housing_system", lambda: hms)
        clock.move_to(NOW)
        with transaction.atomic(), override_settings(HMS_KIND=kind, HMS_LAG_SECONDS=LAG.seconds):
            OutsideSystem.objects.all().delete()
            story = Story(hms, clock, without_a_time())
            for what, detail in steps:
                story.tell(what, detail)
            story.ends()
            holds(story)
            transaction.set_rollback(True)

    tells()


def holds(story: Story) -> None:
    hms, order = story.hms, WorksOrder.objects.get(repair=story.repair)
    rows = [order, *WorksOrderChange.objects.filter(order=order).order_by("pk")]
    arrived = [said for _, _, said, _ in hms.updates]
    assert all(row.lease_until is None for row in rows)
    if hms.kind == "blind":
        assert len(hms.orders) <= 1
        assert arrived == [said for said in story.said if said in arrived]
        for row in rows:
            assert row.state == "sent" or row.outcome_unknown or order.outcome_unknown
    else:
        assert [reference for reference, _, _ in hms.orders] == [story.repair.reference]
        assert arrived == story.said
        assert ([row.state for row in rows], order.hms_number) == (["sent"] * len(rows), "N-1")
