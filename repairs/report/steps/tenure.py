from typing import Any

from django import forms

from repairs.govuk.widgets import Radios
from repairs.report.answers import Answers, Tenure
from repairs.report.step_form import StepForm

TENURES = [
    (Tenure.TENANT, "I rent it from the council"),
    (Tenure.LEASEHOLD, "I own it, or part of it"),
    (Tenure.RIGHT_TO_BUY, "I have asked to buy it from the council"),
    (Tenure.PRIVATE, "I rent it from someone else"),
    (Tenure.TEMPORARY, "It is temporary housing, because I was homeless"),
    (Tenure.NOT_SURE, "I am not sure"),
]


class TenureForm(StepForm):
    """Asked where the register does not show a plain tenancy. What it does show is never told to whoever asks."""

    aloud = "Do you rent this home from the council, do you own it, or do you rent it from someone else?"

    tenure = forms.ChoiceField(
        label="Do you rent or own this home?",
        help_text="This decides who does the repair.",
        widget=Radios(),
        choices=TENURES,
        error_messages={"required": "Select whether you rent or own this home"},
    )

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        return {"tenure": answers.tenure}

    def keep(self) -> dict[str, Any]:
        return {"tenure": Tenure(self.cleaned_data["tenure"])}
