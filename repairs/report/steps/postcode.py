from typing import Any

from django import forms

from repairs.govuk.widgets import Text
from repairs.homes.postcode import (
    ForcesPostcode,
    NoPostcode,
    OverseasPostcode,
    Postcode,
    PostcodeError,
    parse_postcode,
)
from repairs.report.answers import Answers
from repairs.report.step_form import StepForm


class PostcodeField(forms.CharField):
    def to_python(self, value: Any) -> Postcode:
        try:
            return parse_postcode(str(value or ""))
        except PostcodeError as error:
            raise forms.ValidationError(why_not(error), code="postcode") from error


def why_not(error: PostcodeError) -> str:
    match error:
        case NoPostcode():
            return "Enter the postcode of the home that needs the repair"
        case ForcesPostcode():
            return "Enter the postcode of a home in our area. This one is for British Forces mail"
        case OverseasPostcode():
            return f"Enter the postcode of a home in our area. This one is in {error.place}"
        case _:
            return "Enter a full UK postcode, like NM1 2AB"


class PostcodeForm(StepForm):
    aloud = "What is the postcode of the home?"

    postcode = PostcodeField(
        label="What is the postcode of the home?",
        help_text="For example, NM1 2AB.",
        widget=Text(width=10, autocomplete="postal-code"),
    )

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        return {"postcode": answers.postcode}

    def keep(self) -> dict[str, Any]:
        return {"postcode": str(self.cleaned_data["postcode"])}
