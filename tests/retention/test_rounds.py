"""Forgetting may be stopped at any moment and goes on where it was; what fails keeps nothing else from being done."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError
from django.utils import timezone

from repairs.limits.models import Count
from repairs.retention import rounds
from repairs.retention.models import Round
from repairs.retention.rounds import go_on, is_time, round_now
from repairs.retention.steps import STEPS
from repairs.retention.steps.step import Moment, Step
from repairs.retention.tasks import forget
from tests.retention.test_forget import forgets

Steps = Callable[..., list[str]]


@pytest.fixture
def steps(db: None, monkeypatch: pytest.MonkeyPatch) -> Steps:
    """Steps of three batches each, and the names of those that were begun or gone on with."""
    done: list[str] = []

    def use(*names: str, failing: tuple[str, ...] = ()) -> list[str]:
        def batches(name: str) -> Callable[[Moment], Iterator[int]]:
            def go(moment: Moment) -> Iterator[int]:
                for _ in range(3):
                    done.append(name)
                    if name in failing:
                        raise ValueError("a step that fails")
                    yield 1

            return go

        made = tuple(Step(name, name.title(), lambda moment: 3, batches(name)) for name in names)
        monkeypatch.setattr(rounds, "STEPS", made)
        return done

    return use


def after(times: int) -> Callable[[], bool]:
    asked = iter(range(1, 1000))
    return lambda: next(asked) >= times


def test_it_goes_on_where_it_was_stopped(steps: Steps) -> None:
    done, now = steps("one", "two", "three"), timezone.now()
    assert not go_on(round_now(now), now, after(4))
    assert done == ["one", "one", "one", "two"]
    assert go_on(round_now(now), now)
    assert done[4:] == ["two", "two", "two", "three", "three", "three"]
    assert Round.objects.get().forgotten == {"one": 3, "two": 4, "three": 3}


def test_a_step_that_fails_keeps_no_other_from_being_done(steps: Steps) -> None:
    steps("one", "two", "three", failing=("two",))
    now = timezone.now()
    assert go_on(round_now(now), now)
    assert Round.objects.get().forgotten == {"one": 3, "failed": ["two"], "three": 3}


def test_whoever_runs_it_by_hand_is_told_what_went_wrong(northmere: None, steps: Steps) -> None:
    steps(STEPS[0].name, failing=(STEPS[0].name,))
    with pytest.raises(CommandError, match=rf"tried again next time: {STEPS[0].name}\."):
        forgets()


def test_it_is_done_once_a_day(northmere: None, clock: time_machine.Traveller) -> None:
    def one_is_forgotten() -> bool:
        Count.objects.update_or_create(key="x", defaults={"count": 1, "ends_at": timezone.now() - timedelta(hours=1)})
        forget()
        return not Count.objects.exists()

    assert one_is_forgotten()
    clock.shift(timedelta(hours=22))
    assert not one_is_forgotten()
    clock.shift(timedelta(hours=2))
    assert one_is_forgotten()


def test_a_round_that_was_stopped_is_gone_on_with_at_once(steps: Steps) -> None:
    steps("one")
    now = timezone.now()
    go_on(round_now(now), now, after(1))
    assert is_time(now)
    go_on(round_now(now), now)
    assert not is_time(now)
    assert Round.objects.count() == 1
