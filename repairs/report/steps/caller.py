from typing import Any

from django import forms

from repairs.govuk.widgets import Radios, Tel, Text
from repairs.log.channels import RELATIONS, Relation
from repairs.report.answers import Answers, Caller
from repairs.report.step_form import StepForm


class CallerForm(StepForm):
    heading = "Who is asking for the repair?"

    relation = forms.ChoiceField(
        label="Who are you speaking to?",
        widget=Radios(),
        choices=list(RELATIONS.items()),
        error_messages={"required": "Select who you are speaking to"},
    )
    name = forms.CharField(
        label="Their name, if they are not the resident (optional)",
        required=False,
        max_length=100,
        widget=Text(width="two-thirds", autocomplete="off", spellcheck=False),
        error_messages={"max_length": "Their name must be 100 characters or fewer"},
    )
    phone = forms.CharField(
        label="Their phone number (optional)",
        required=False,
        max_length=30,
        widget=Tel(autocomplete="off"),
        error_messages={"max_length": "Their phone number must be 30 characters or fewer"},
    )
    may_contact = forms.ChoiceField(
        label="Does the resident agree that we text, email or ring them about it?",
        widget=Radios(),
        choices=[("yes", "Yes"), ("no", "No")],
        error_messages={"required": "Select whether the resident agrees to be contacted"},
    )

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        caller = answers.caller
        return {**caller.model_dump(), "may_contact": "yes" if caller.may_contact else "no"} if caller else {}

    def keep(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given["relation"] == Relation.SELF:
            return {"caller": Caller(may_contact=given["may_contact"] == "yes")}
        return {"caller": Caller(**{**given, "may_contact": given["may_contact"] == "yes"})}
