"""Writing down what was decided otherwise, by whom and why."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from repairs.log.models import Event, Override, Repair
from repairs.log.report import ReportOverride


@dataclass(frozen=True)
class Reasoned:
    """Who decides otherwise, and why. `why` is the reason as it reads in the council's list."""

    staff_id: int
    role: str
    why: str
    reason_id: int | None = None
    words: str = ""


def keep_override(
    repair: Repair,
    kind: Override.Kind,
    reasoned: Reasoned,
    now: datetime,
    *,
    before: str,
    after: str,
    extra_minutes: int = 0,
) -> Override:
    """With the line in the history of the repair. What was typed stays out of that."""
    kept = Override.objects.create(
        repair=repair,
        kind=kind,
        before=before[:100],
        after=after[:100],
        extra_minutes=extra_minutes,
        at=now,
        **asdict(reasoned),
    )
    note(kept, now)
    return kept


def write_overrides(repair: Repair, overrides: Iterable[ReportOverride], added: int, now: datetime) -> None:
    """Of a report that is sent: `added` are the minutes that its time took."""
    for override in overrides:
        extra = added if override.kind == Override.Kind.ANYWAY and not override.before else 0
        note(Override.objects.create(repair=repair, extra_minutes=extra, **asdict(override)), now)


def note(kept: Override, now: datetime) -> None:
    detail = {"what": kept.get_kind_display(), "before": kept.before, "after": kept.after, "why": kept.why}
    detail = {name: value for name, value in detail.items() if value}
    kind = Event.Kind.OVERRIDDEN
    Event.objects.create(repair=kept.repair, kind=kind, at=now, detail=detail, staff_id=kept.staff_id)
