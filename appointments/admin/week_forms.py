from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from appointments.models import MOST_MINUTES, Closure, Window
from appointments.week import Shown
from repairs.council.models import Patch, Trade

FIRST_YEAR, LAST_YEAR = 2000, 2100
A_DATE = {"required": "Enter a day.", "invalid": "Enter a day such as 5/3/2026."}
NOT_THERE = "That is not there any more. Select another."
MINUTES = {
    "required": "Enter how many minutes.",
    "invalid": "Enter minutes as a whole number.",
    "min_value": "Enter %(limit_value)s minutes or more.",
    "max_value": f"Enter {MOST_MINUTES:,} minutes or fewer.",
}


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages=A_DATE, **kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}.")
        return day


def one_of(rows: Any, *, of_all: str = "", ask: str = "") -> forms.ModelChoiceField[Any]:
    """`of_all` is what leaving it empty means. Without it, `ask` says what must be selected."""
    errors = {"required": f"{ask}.", "invalid_choice": NOT_THERE}
    return forms.ModelChoiceField(rows, required=bool(ask), empty_label=of_all or ask, error_messages=errors)


class WeekForm(forms.Form):
    """Whose diary, and of which week. Nothing of it is required."""

    use_required_attribute = False

    patch = one_of(Patch.objects.all(), of_all="All patches")
    trade = one_of(Trade.objects.all(), of_all="All trades")
    week = DayField(required=False, label="Week of")

    @property
    def shown(self) -> Shown:
        return Shown(self.cleaned_data.get("patch"), self.cleaned_data.get("trade"))

    @property
    def monday(self) -> date:
        day = self.cleaned_data.get("week") or timezone.localdate()
        monday: date = day - timedelta(days=day.weekday())
        return monday


class ScopeForm(forms.Form):
    """What of a day is meant, as far as it was said."""

    day = DayField(required=False)
    patch = one_of(Patch.objects.all(), of_all="All patches")
    trade = one_of(Trade.objects.all(), of_all="All trades")
    window = one_of(Window.objects.all(), of_all="All windows")


class CloseForm(forms.ModelForm[Closure]):
    use_required_attribute = False

    day = DayField()
    patch = one_of(Patch.objects.all(), of_all="All patches")
    trade = one_of(Trade.objects.all(), of_all="All trades")
    window = one_of(Window.objects.all(), of_all="All windows")

    class Meta:
        model = Closure
        fields = ["day", "patch", "trade", "window", "reason"]
        error_messages = {
            "reason": {
                "required": "Enter why the day is closed.",
                "max_length": "Enter the reason in %(limit_value)d characters or fewer.",
            }
        }

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError("Enter today or a day to come.")
        return day


class MinutesForm(forms.Form):
    use_required_attribute = False

    minutes = forms.IntegerField(min_value=0, max_value=MOST_MINUTES, error_messages=MINUTES)


class OvertimeForm(forms.Form):
    use_required_attribute = False

    day = DayField()
    patch = one_of(Patch.objects.all(), ask="Select a patch")
    trade = one_of(Trade.objects.all(), ask="Select a trade")
    window = one_of(Window.objects.all(), ask="Select a window")
    minutes = forms.IntegerField(
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages=MINUTES,
        help_text="Of work and travel together, for everyone who works then.",
    )
