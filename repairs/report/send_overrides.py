"""What the log is told of what an agent has decided otherwise than the rules."""

from dataclasses import replace

from repairs.log.models import Override
from repairs.log.overrides.limits import extra_minutes_of
from repairs.log.report import ReportOverride, WithoutRoom
from repairs.report.answers import OtherTime, Why
from repairs.report.job import job_of
from repairs.report.overridden import MOVED_DOWN, MOVED_UP
from repairs.report.progress import Progress

Kind = Override.Kind


def overrides_of(progress: Progress) -> tuple[ReportOverride, ...]:
    """Those that count for this report: what was decided for other answers is not."""
    return tuple(found for found in (of_priority(progress), of_time(progress), of_checks(progress)) if found)


def of_priority(progress: Progress) -> ReportOverride | None:
    chosen, settled = progress.override.priority, progress.settled
    rules = {reason.rule for reason in settled.reasons}
    kinds = {MOVED_UP: Kind.UP, MOVED_DOWN: Kind.DOWN}
    kind = next((kind for rule, kind in kinds.items() if rule in rules), None)
    if chosen is None or kind is None:
        return None
    return reported(kind, chosen, before=progress.by_rules(None).priority, after=chosen.priority)


def of_time(progress: Progress) -> ReportOverride | None:
    chosen = time_outside(progress)
    if chosen is None:
        return None
    return reported(Kind.TIME if chosen.has_room else Kind.ANYWAY, chosen, before="", after=chosen.said)


def of_checks(progress: Progress) -> ReportOverride | None:
    chosen = progress.override.anyway
    if chosen is None or progress.slot is None or not progress.books_anyway:
        return None
    return reported(Kind.ANYWAY, chosen, before=chosen.shown, after="Booked")


def time_outside(progress: Progress) -> OtherTime | None:
    """The time that was chosen, if it is one that was not offered."""
    chosen, slot = progress.override.time, progress.slot
    return chosen if chosen and slot and slot.id == chosen.slot and progress.ending == "book" else None


def without_room(progress: Progress) -> WithoutRoom | None:
    """A time for which minutes are added, as many as whoever chose it may add when it is sent."""
    chosen = time_outside(progress)
    if chosen is None or chosen.has_room:
        return None
    job = replace(job_of(progress), patch=chosen.patch)
    return WithoutRoom(chosen.slot, job, extra_minutes_of(chosen.staff))


def reported(kind: Override.Kind, why: Why, *, before: str, after: str) -> ReportOverride:
    return ReportOverride(
        kind=kind,
        before=before[:100],
        after=after[:100],
        reason_id=why.reason,
        why=why.why,
        words=why.words,
        staff_id=why.staff,
        role=why.role,
        at=why.at,
    )
