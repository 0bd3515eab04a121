from typing import Any

from django import forms

from repairs.govuk.widgets import Checkboxes
from repairs.report.answers import Answers
from repairs.report.step_form import StepForm

TIMES = [
    ("weekday mornings", "Monday to Friday mornings"),
    ("weekday afternoons", "Monday to Friday afternoons"),
    ("school hours", "School hours"),
    ("weekday evenings", "Monday to Friday evenings"),
    ("Saturday mornings", "Saturday mornings"),
    ("any time", "Any time"),
]


class TimesForm(StepForm):
    aloud = "When could someone be in? Tell me all the times that suit you, and we will agree one with you."

    times = forms.MultipleChoiceField(
        label="When could someone be in?",
        help_text="Select all that suit. We will get in touch to agree a time.",
        widget=Checkboxes(),
        choices=TIMES,
        error_messages={
            "required": "Select when someone could be in",
            "invalid_choice": "Select when someone could be in",
        },
    )

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        return {"times": list(answers.times or ())}

    def keep(self) -> dict[str, Any]:
        return {"times": tuple(self.cleaned_data["times"])}
