from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from appointments.models import Weekday, Window
from appointments.plan import plan_again, plan_one_at_a_time
from appointments.window_uses import say_days_in_use, uses_of_window
from repairs.staff.audited import Audited
from repairs.tables.kept_while_used import KeptWhileUsed


class WindowForm(forms.ModelForm[Window]):
    weekdays = forms.TypedMultipleChoiceField(
        choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple, label="Days it runs on"
    )

    def clean_weekdays(self) -> list[int]:
        weekdays: list[int] = self.cleaned_data["weekdays"]
        if self.instance.pk and (used := say_days_in_use(self.instance, weekdays)):
            raise forms.ValidationError(used)
        return weekdays


@admin.register(Window)
class WindowAdmin(Audited[Window], KeptWhileUsed[Window]):
    form = WindowForm
    list_display = ["name", "code", "starts", "ends", "runs_on_days"]

    @admin.display(description="runs on")
    def runs_on_days(self, window: Window) -> str:
        return ", ".join(str(Weekday(day).label) for day in sorted(window.weekdays))

    def save_model(self, request: HttpRequest, obj: Window, form: Any, change: bool) -> None:
        plan_one_at_a_time()
        super().save_model(request, obj, form, change)
        if change and "weekdays" in form.changed_data:
            plan_again(None)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        used = [line for window in objs for line in uses_of_window(window)]
        return ([], {}, set(), used) if used else super().get_deleted_objects(objs, request)
