from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from appointments.admin.team import tell_planned
from appointments.models import Leave, Team
from appointments.plan import Planned, plan_again, plan_one_at_a_time
from repairs.staff.audited import Audited

Days = tuple[int, date, date]
"""The id of a team, and the first and the last day."""


def days_of(leave: Leave) -> Days:
    return leave.team_id, leave.first_day, leave.last_day


@admin.register(Leave)
class LeaveAdmin(Audited[Leave]):
    """Adding, changing or deleting leave plans its days again at once."""

    list_display = ["team", "first_day", "last_day", "window", "minutes", "reason"]
    list_filter = ["team__patch", "team__trade"]
    list_select_related = ["team", "window"]
    search_fields = ["team__name", "reason"]
    date_hierarchy = "first_day"

    def save_model(self, request: HttpRequest, obj: Leave, form: Any, change: bool) -> None:
        plan_one_at_a_time()
        before = set(Leave.objects.filter(pk=obj.pk).values_list("team", "first_day", "last_day"))
        super().save_model(request, obj, form, change)
        plan_leave(request, {*before, days_of(obj)})

    def delete_model(self, request: HttpRequest, obj: Leave) -> None:
        plan_one_at_a_time()
        before = days_of(obj)
        super().delete_model(request, obj)
        plan_leave(request, [before])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Leave]) -> None:
        plan_one_at_a_time()
        before = [days_of(leave) for leave in queryset]
        super().delete_queryset(request, queryset)
        plan_leave(request, before)


def plan_leave(request: HttpRequest, days: Iterable[Days]) -> None:
    planned = Planned()
    for team_id, first, last in sorted(days):
        team = Team.objects.get(pk=team_id)
        planned += plan_again((team.patch_id, team.trade_id), first, last)
    tell_planned(request, planned)
