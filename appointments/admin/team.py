from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import QuerySet, Sum
from django.forms import ModelForm
from django.http import HttpRequest

from appointments.models import Team, WeeklyCapacity
from appointments.plan import Planned, plan_again, plan_one_at_a_time
from repairs.staff.audited import Audited
from repairs.tables.kept_while_used import KeptWhileUsed


class PatternForm(ModelForm[WeeklyCapacity]):
    """Windows are looked after on pages of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(widget := field.widget, RelatedFieldWidgetWrapper):
                widget.can_add_related = widget.can_change_related = False
                widget.can_delete_related = widget.can_view_related = False


class PatternInline(admin.TabularInline[WeeklyCapacity, Team]):
    model = WeeklyCapacity
    form = PatternForm
    ordering = ["weekday", "window__starts", "window__order"]
    extra = 3


@admin.register(Team)
class TeamAdmin(Audited[Team], KeptWhileUsed[Team]):
    """A team with its working pattern. Saving it plans the days again that are planned already."""

    inlines = [PatternInline]
    list_display = ["name", "patch", "trade", "active", "minutes_a_week"]
    list_filter = ["patch", "trade", "active"]
    list_select_related = ["patch", "trade"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        return super().get_queryset(request).annotate(week=Sum("pattern__minutes"))

    @admin.display(description="minutes a week", ordering="week")
    def minutes_a_week(self, team: Any) -> int:
        return team.week or 0

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: bool) -> None:
        plan_one_at_a_time()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        team: Team = form.instance
        before = form.initial.get("patch", team.patch_id), form.initial.get("trade", team.trade_id)
        here = {before, (team.patch_id, team.trade_id)}
        tell_planned(request, sum((plan_again(where) for where in sorted(here)), Planned()))


def tell_planned(request: HttpRequest, planned: Planned) -> None:
    if planned.made or planned.changed:
        messages.info(request, f"The diary was planned again: {planned.made} new, {planned.changed} changed.")
    if planned.short:
        messages.warning(
            request,
            f"In {planned.short} of those windows more is taken than the pattern and leave allow. "
            "The bookings stay. Look at the week to see which.",
        )
