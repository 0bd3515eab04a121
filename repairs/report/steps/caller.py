from typing import Any

from django import forms

from repairs.govuk.widgets import Radios, Tel, Text
from repairs.log.channels import RELATIONS, Relation
from repairs.log.details.fields import PhoneField
from repairs.report.answers import Answers, Caller
from repairs.report.step_form import StepForm

NOT_SAID_WHO = "Select who you are speaking to"
NOT_SAID_WHETHER = "Select whether the resident agrees that we contact them"


class CallerForm(StepForm):
    """Asked by agents: who speaks to them. Messages go to the resident all the same."""

    heading = "Who is asking for the repair?"
    aloud = "Who am I speaking to? Is it your own home? And may we text or email about the repair?"
    template = "report/caller.html"

    relation = forms.ChoiceField(
        label="Who are you speaking to?",
        widget=Radios(),
        choices=list(RELATIONS.items()),
        error_messages={"required": NOT_SAID_WHO, "invalid_choice": NOT_SAID_WHO},
    )
    name = forms.CharField(
        label="Full name of the caller",
        required=False,
        max_length=100,
        widget=Text(width="two-thirds", autocomplete="off", spellcheck=False),
        error_messages={"max_length": "The full name of the caller must be 100 characters or fewer"},
    )
    phone = PhoneField(label="Phone number of the caller (optional)", widget=Tel(autocomplete="off"))
    may_contact = forms.ChoiceField(
        label="Does the resident agree that we text, email or ring them about it?",
        widget=Radios(hints={"no": "Nothing is sent to them. We ring only where we must."}),
        choices=[("yes", "Yes"), ("no", "No")],
        error_messages={"required": NOT_SAID_WHETHER, "invalid_choice": NOT_SAID_WHETHER},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        relation = given.get("relation")
        if relation == Relation.SELF:
            # Fields that cannot be seen then.
            self.errors.pop("name", None)
            self.errors.pop("phone", None)
        elif relation and not given.get("name") and "name" not in self.errors:
            self.add_error("name", "Enter the full name of the caller")
        return given

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        caller = answers.caller
        return {**caller.model_dump(), "may_contact": "yes" if caller.may_contact else "no"} if caller else {}

    def keep(self) -> dict[str, Any]:
        given = self.cleaned_data
        may_contact = given["may_contact"] == "yes"
        if given["relation"] == Relation.SELF:
            return {"caller": Caller(may_contact=may_contact)}
        return {"caller": Caller(**{**given, "may_contact": may_contact})}
