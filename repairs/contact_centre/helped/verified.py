"""For which repairs an agent has verified the caller: kept in the session of that agent, for half an hour."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from repairs.log.channels import Channel
from repairs.log.models import Repair

LASTS = timedelta(minutes=30)
KEY = "callers"


@dataclass(frozen=True)
class Verified:
    until: datetime
    channel: Channel


def verified_for(request: HttpRequest, repair: Repair, now: datetime) -> Verified | None:
    """Also for what was reported again because it was not fixed: it is of the same resident."""
    known = live(request, now)
    for pk in (repair.pk, repair.recall_of_id):
        if entry := known.get(str(pk)):
            return Verified(datetime.fromtimestamp(entry["until"], UTC), Channel(entry["channel"]))
    return None


def remember_verified(request: HttpRequest, repair: Repair, channel: Channel, now: datetime) -> None:
    entry = {"until": (now + LASTS).timestamp(), "channel": channel.value, "by": request.user.pk}
    request.session[KEY] = {**live(request, now), str(repair.pk): entry}


def forget_verified(request: HttpRequest, repair: Repair, now: datetime) -> None:
    over = {str(repair.pk), str(repair.recall_of_id)}
    request.session[KEY] = {pk: entry for pk, entry in live(request, now).items() if pk not in over}


def live(request: HttpRequest, now: datetime) -> dict[str, dict[str, Any]]:
    """Those of whoever is signed in. Nobody else's count, and none that is over."""
    entries: dict[str, dict[str, Any]] = request.session.get(KEY, {})
    return {
        pk: entry
        for pk, entry in entries.items()
        if entry["by"] == request.user.pk and entry["until"] > now.timestamp()
    }
