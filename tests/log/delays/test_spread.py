"""Which repairs a note reaches, and that each is told once."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
import time_machine

from repairs.council.deadlines import LONDON
from repairs.council.models import Patch, Trade
from repairs.log.delays import spread as spreading
from repairs.log.delays.spread import end_note, spread, spread_notes
from repairs.log.models import DelayedRepair, DelayNote, Event, Message, Repair, WorksOrder
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox.sweep import sweep
from tests.conftest import NOW
from tests.crowd import Crowd
from tests.log.builders import ADA, an_emergency, booked, without_a_time
from tests.log.delays.notes import WORDS, a_note

pytestmark = pytest.mark.usefixtures("outside")


def reached(note: DelayNote) -> set[int]:
    return set(DelayedRepair.objects.filter(note=note).values_list("repair_id", flat=True))


def test_a_note_on_one_repair_reaches_that_one() -> None:
    repair, _ = booked(), booked()
    assert reached(a_note(repair=repair)) == {repair.pk}


@pytest.mark.parametrize(
    ("alike", "reaches"),
    [
        ({"trade": "PL"}, True),
        ({"trade": "RO"}, False),
        ({"patch": True}, True),
        ({"patch": False}, False),
        ({"reported_from": date(2026, 3, 4), "reported_until": date(2026, 3, 4)}, True),
        ({"reported_from": date(2026, 3, 5)}, False),
        ({"reported_until": date(2026, 3, 3)}, False),
        ({"trade": "PL", "reported_until": date(2026, 3, 3)}, False),
    ],
)
def test_a_note_for_many_reaches_those_that_are_like_it(alike: dict[str, object], reaches: bool) -> None:
    repair = booked()
    home = repair.home
    assert home is not None
    known = dict(alike)
    if "trade" in known:
        known["trade"] = Trade.objects.get(code=known["trade"])
    if "patch" in known:
        patches = Patch.objects.all()
        known["patch"] = home.patch if known["patch"] else patches.exclude(pk=home.patch_id)[0]  # type: ignore[misc]
    assert reached(a_note(**known)) == ({repair.pk} if reaches else set())


@pytest.mark.parametrize("over", ["cancelled", "finished", "emergency"])
def test_what_is_over_and_what_is_an_emergency_is_left_alone(over: str) -> None:
    repair = an_emergency() if over == "emergency" else booked()
    if over == "cancelled":
        Repair.objects.update(cancelled_at=NOW)
    if over == "finished":
        WorksOrder.objects.update(job_state="completed")
    assert reached(a_note(trade=repair.trade or Trade.objects.get(code="PL"))) == set()


def test_staff_may_write_on_an_emergency_by_its_reference() -> None:
    repair = an_emergency()
    assert reached(a_note(repair=repair)) == {repair.pk}


def test_each_is_reached_once_however_often_it_is_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "AT_ONCE", 2)
    for _ in range(3):
        without_a_time()
    note = a_note(trade=Trade.objects.get(code="PL"), tell=True)
    for _ in range(3):
        spread(note, NOW)
        spread_notes(NOW)
    assert DelayedRepair.objects.count() == Event.objects.filter(kind="delay-noted").count() == 3
    assert Message.objects.filter(kind="delay").count() == 3


def test_what_is_reported_while_it_lasts_is_reached_too() -> None:
    note = a_note(trade=Trade.objects.get(code="PL"))
    assert reached(note) == set()
    repair = without_a_time()
    assert spread_notes(NOW) == 1
    assert reached(note) == {repair.pk}


def test_nothing_is_said_before_its_first_day() -> None:
    booked()
    note = a_note(trade=Trade.objects.get(code="PL"), starts=date(2026, 3, 6), tell=True)
    assert reached(note) == set()
    assert spread_notes(NOW + timedelta(days=2)) == 1
    assert spread_notes(NOW + timedelta(days=30)) == 0


def told(notify: FakeMessageGateway) -> list[str]:
    sweep()
    return [one.body for one in notify.messages if "delayed" in one.body]


def test_a_text_has_the_words_and_a_link_and_goes_once(notify: FakeMessageGateway) -> None:
    repair = without_a_time()
    a_note(repair=repair, tell=True)
    said = told(notify)
    assert told(notify) == said
    assert len(said) == 1
    assert f"Repair {repair.reference} is delayed. {WORDS} See it:" in said[0]
    assert "/r/" in said[0]


def test_words_that_are_too_long_for_one_text_are_behind_the_link(notify: FakeMessageGateway) -> None:
    a_note(repair=without_a_time(), tell=True, words="The storm took many roofs.\r\n" * 8)
    (said,) = told(notify)
    assert len(said) <= 160
    assert "storm" not in said


def test_words_on_several_lines_are_one_in_a_text(notify: FakeMessageGateway) -> None:
    a_note(repair=without_a_time(), tell=True, words="We wait.\r\n? For a part.")
    (said,) = told(notify)
    assert "is delayed. We wait. ? For a part. See it:" in said


def test_texts_wait_for_the_morning(notify: FakeMessageGateway, clock: time_machine.Traveller) -> None:
    repair = without_a_time()
    night = datetime(2026, 3, 4, 23, 0, tzinfo=LONDON)
    clock.move_to(night)
    a_note(repair=repair, tell=True)
    assert told(notify) == []
    clock.move_to(night + timedelta(hours=10))
    assert len(told(notify)) == 1


def test_who_wants_to_be_rung_is_sent_nothing() -> None:
    a_note(repair=without_a_time(), tell=False)
    Repair.objects.update(tell_by="phone")
    a_note(repair=Repair.objects.get(), tell=True)
    assert not Message.objects.filter(kind="delay").exists()


@pytest.mark.parametrize("what", ["ended", "passed", "finished", "cancelled", "more urgent"])
def test_what_does_not_hold_any_more_is_not_sent(
    notify: FakeMessageGateway, clock: time_machine.Traveller, what: str
) -> None:
    repair = without_a_time()
    note = a_note(trade=Trade.objects.get(code="PL"), tell=True)
    if what == "ended":
        end_note(note, NOW)
    if what == "passed":
        clock.move_to(NOW + timedelta(days=17))
    if what == "finished":
        WorksOrder.objects.get_or_create(repair=repair)
        WorksOrder.objects.update(job_state="completed", state="sent")
    if what == "cancelled":
        Repair.objects.update(cancelled_at=NOW)
    if what == "more urgent":
        Repair.objects.update(priority=an_emergency(contact=ADA).priority)
    assert told(notify) == []


def test_a_note_is_ended_once_and_each_history_says_so() -> None:
    booked(), without_a_time()
    note = a_note(trade=Trade.objects.get(code="PL"))
    for _ in range(2):
        end_note(note, NOW)
    assert Event.objects.filter(kind="delay-ended").count() == 2
    assert spread_notes(NOW) == 0


def test_many_who_spread_at_once_tell_each_once(crowd: Crowd) -> None:
    repair = without_a_time()
    DelayNote.objects.create(words=WORDS, starts=NOW.date(), until=NOW.date(), repair=repair, tell=True)
    answers = crowd.run([partial(spread_notes, NOW) for _ in range(8)])
    assert sum(answers) == 1
    assert crowd.look(lambda: (DelayedRepair.objects.count(), Message.objects.filter(kind="delay").count())) == (1, 1)
