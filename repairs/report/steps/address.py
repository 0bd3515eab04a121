from typing import Any

from django import forms

from repairs.govuk.widgets import Text
from repairs.report.answers import Address, Answers
from repairs.report.step_form import StepForm
from repairs.report.steps.postcode import PostcodeField


class AddressForm(StepForm):
    heading = "What is the address?"
    template = "report/address.html"
    aloud = "What is the full address? Begin with the flat or house number."

    line_1 = forms.CharField(
        label="Flat or house number, and street",
        max_length=100,
        widget=Text(autocomplete="address-line1"),
        error_messages={
            "required": "Enter the flat or house number, and the street",
            "max_length": "The first line of the address must be 100 characters or fewer",
        },
    )
    line_2 = forms.CharField(
        label="Building or estate (optional)",
        required=False,
        max_length=100,
        widget=Text(autocomplete="address-line2"),
        error_messages={"max_length": "The building or estate must be 100 characters or fewer"},
    )
    town = forms.CharField(
        label="Town or city",
        max_length=60,
        widget=Text(width="two-thirds", autocomplete="address-level2"),
        error_messages={
            "required": "Enter the town or city",
            "max_length": "The town or city must be 60 characters or fewer",
        },
    )
    postcode = PostcodeField(
        label="Postcode",
        widget=Text(width=10, autocomplete="postal-code"),
    )

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        if answers.address:
            return answers.address.model_dump()
        return {"postcode": answers.postcode}

    def keep(self) -> dict[str, Any]:
        return {"address": Address(**{**self.cleaned_data, "postcode": str(self.cleaned_data["postcode"])})}
