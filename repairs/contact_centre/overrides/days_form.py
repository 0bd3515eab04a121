"""From which day to which, as two dates that are typed."""

from datetime import date, timedelta
from typing import Any

from django import forms

from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import Text

FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y"]
WRONG = "Enter a date, such as 27/3/2026"
WEEK = timedelta(days=7)


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text="For example, 27/3/2026",
        input_formats=FORMATS,
        widget=Text(width=10, autocomplete="off"),
        error_messages={"invalid": WRONG, "required": WRONG},
    )


class DaysForm(GovukForm):
    first = day_field("From")
    last = day_field("To")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "first" in given and "last" in given and given["last"] < given["first"]:
            self.add_error("last", "The last day must be the first day or after it")
        return given

    @staticmethod
    def last_week(today: date) -> dict[str, str]:
        """The seven days up to yesterday and today: what was decided lately is among them."""
        return {"first": f"{today - WEEK:%d/%m/%Y}", "last": f"{today:%d/%m/%Y}"}
