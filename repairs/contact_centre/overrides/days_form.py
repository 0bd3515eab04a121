"""From which day to which, as two dates that are typed."""

from datetime import date, timedelta
from typing import Any

from repairs.govuk.days import as_typed, day_field
from repairs.govuk.forms import GovukForm

WEEK = timedelta(days=7)


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
        return {"first": as_typed(today - WEEK), "last": as_typed(today)}
