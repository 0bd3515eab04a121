"""Which part of the list somebody looks at. It stands in the address."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from repairs.contact_centre.access import MAY_ASSIST
from repairs.contact_centre.call_backs.duty import channel_of
from repairs.log.call_backs_shown import shown_to
from repairs.log.calling_back.listed import Part, part_is
from repairs.log.channels import Channel
from repairs.log.models import CallBack

Reason = CallBack.Reason

ALL = "all"
NAMES = {Part.WAITING: "Waiting", Part.MINE: "Mine", Part.OVERDUE: "Overdue", Part.DONE: "Done"}
REASONS = {reason.value: reason.label for reason in Reason}


@dataclass(frozen=True)
class Chosen:
    part: Part = Part.WAITING
    reason: str = ALL
    out_of_hours: bool = False
    """Whoever works out of hours is shown emergencies, until they ask for others."""

    @property
    def address(self) -> str:
        return f"{reverse('contact-centre:call-backs')}?{self.query}"

    @property
    def query(self) -> str:
        return urlencode({"part": self.part.value, "reason": self.reason})

    def with_part(self, part: Part) -> "Chosen":
        return replace(self, part=part)

    def with_reason(self, reason: str) -> "Chosen":
        return replace(self, reason=reason)

    def of_reason(self, rows: QuerySet[CallBack]) -> QuerySet[CallBack]:
        return rows if self.reason == ALL else rows.filter(reason=self.reason)


def chosen_by(request: HttpRequest, now: datetime) -> Chosen:
    """What makes no sense counts as nothing."""
    part, reason = request.GET.get("part", ""), request.GET.get("reason", "")
    out_of_hours = works_out_of_hours(request, now)
    asked = reason if reason in REASONS or reason == ALL else ""
    return Chosen(
        Part(part) if part in set(Part) else Part.WAITING,
        asked or (Reason.EMERGENCY.value if out_of_hours else ALL),
        out_of_hours,
    )


def works_out_of_hours(request: HttpRequest, now: datetime) -> bool:
    if request.user.pk is None or not request.user.has_perm(MAY_ASSIST):
        return False
    return channel_of(request.user.pk, now) == Channel.OUT_OF_HOURS


def rows_of(request: HttpRequest, chosen: Chosen, now: datetime) -> QuerySet[CallBack]:
    shown = chosen.of_reason(CallBack.objects.filter(shown_to(request.user)))
    return shown.filter(part_is(chosen.part, request.user.pk, now))


def parts_to_show(chosen: Chosen, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "name": NAMES[part],
            "count": counts.get(part.value),
            "address": chosen.with_part(part).address,
            "current": part == chosen.part,
        }
        for part in Part
    ]
