from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from appointments.days import DaysPage, offered_days
from repairs.contact_centre.overrides.why_form import WhyForm
from repairs.council.dates import say_date
from repairs.council.models import OverrideReason
from repairs.govuk.widgets import Checkboxes, Radios
from repairs.log.overrides.other_times import Free
from repairs.manage.time_form import read_day


class TimesForm(WhyForm):
    about = OverrideReason.About.TIME

    slot = forms.ChoiceField(
        label="When can we come?",
        widget=Radios(),
        error_messages={"required": "Select a time", "invalid_choice": "That time has just gone. Select another time"},
    )
    read = forms.MultipleChoiceField(
        label="Before you book",
        widget=Checkboxes(),
        choices=[("yes", "I have read this, and we can still come")],
        error_messages={"required": "Confirm that you have read what stands above, and that we can come"},
    )
    field_order = ("slot", "read", "reason", "words")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        free: Sequence[Free],
        needs_check: bool,
        from_day: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.free = {one.value: one for one in free}
        self.days: DaysPage = offered_days([one.slot for one in free], from_day=read_day(from_day))
        field = cast(forms.ChoiceField, self.fields["slot"])
        field.choices = [(value, one.label) for value, one in self.free.items()]
        shown = {day.day for day in self.days.days}
        field.widget.choices = [
            (say_date(day), [(one.value, one.label) for one in free if one.slot.day == day]) for day in sorted(shown)
        ]
        if not needs_check:
            del self.fields["read"]

    @property
    def chosen(self) -> Free:
        return self.free[self.cleaned_data["slot"]]
