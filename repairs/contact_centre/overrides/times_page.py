"""What the pages with times that are not offered have in common, for a report and for a repair."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from appointments.anyway import can_add_minutes
from appointments.diary import DiaryDown, Job
from repairs.contact_centre.overrides.times_form import TimesForm
from repairs.contact_centre.overrides.who import ANY_TIME, may, most_minutes
from repairs.homes.models import Alert
from repairs.log.overrides.limits import CHECKS, TIMES
from repairs.log.overrides.other_times import Free, of_team, other_times, teams_of

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Visit:
    """What a time is looked for. `shown` is what staff must read before they book, a line each: empty where nothing."""

    job: Job
    holder: str
    offered_from: date
    home_id: int | None
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Times:
    """`free` is None where the diary does not answer."""

    team: str
    free: list[Free] | None
    form: TimesForm
    words: dict[str, Any]


def alerts_of(home_id: int | None) -> tuple[str, ...]:
    return tuple(f"{alert.get_kind_display()}: {alert.text}" for alert in Alert.objects.filter(home=home_id))


def times_for(request: HttpRequest, visit: Visit, now: datetime) -> Times:
    """Raises PermissionDenied for whoever may book none of them."""
    if not may(request, *ANY_TIME) or (visit.shown and not may(request, CHECKS)):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    teams = {patch.code: patch for patch in teams_of(visit.job.patch)}
    team = asked.get("team", "") if asked.get("team", "") in teams else visit.job.patch
    free = look_up(request, visit, team, now)
    data = request.POST if request.method == "POST" else None
    form = TimesForm(data, free=free or [], needs_check=bool(visit.shown), from_day=asked.get("from", ""))
    words = {
        "form": form,
        "team": team,
        "teams": list(teams.values()),
        "alerts": visit.shown,
        "diary_down": free is None,
        "from_day": asked.get("from", ""),
        "adds_minutes": most_minutes(request) if can_add_minutes() else 0,
        "elsewhere": not can_add_minutes(),
    }
    return Times(team, free, form, words)


def look_up(request: HttpRequest, visit: Visit, team: str, now: datetime) -> list[Free] | None:
    """Those that this person may book."""
    own_rules = team == visit.job.patch and not visit.shown
    try:
        free = other_times(
            of_team(visit.job, team),
            visit.holder,
            now,
            most=most_minutes(request),
            offered_from=visit.offered_from if own_rules else None,
        )
    except DiaryDown as problem:
        log.warning("diary_down", holder=visit.holder, problem=type(problem).__name__)
        return None
    return [one for one in free if one.missing or visit.shown or may(request, TIMES)]
