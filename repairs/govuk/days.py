"""Days that people type, such as 27/3/2026."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from repairs.govuk.widgets import Text

FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y"]
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
WRONG = "Enter a date, such as 27/3/2026"


def day_field(label: str, **options: Any) -> forms.DateField:
    """Takes days that a diary or a history can reach."""
    return forms.DateField(
        label=label,
        help_text="For example, 27/3/2026",
        input_formats=FORMATS,
        widget=Text(width=10, autocomplete="off"),
        error_messages={"invalid": WRONG, "required": WRONG},
        validators=[MinValueValidator(FIRST, WRONG), MaxValueValidator(LAST, WRONG)],
        **options,
    )


def as_typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
