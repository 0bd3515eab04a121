from django import forms
from django.http import QueryDict

from repairs.contact_centre.hand_over.found import Begun, name_of
from repairs.govuk.widgets import Checkboxes, Radios, Text
from repairs.log.channels import CHANNELS, Channel
from repairs.manage.find.forms import NOT_A_CONTACT, LostForm, TypedForm
from repairs.report.short_code import range_of

NOT_A_CODE = "Enter the code. It has 6 letters and numbers, like K4M 7QX"
NO_SUCH_CODE = "No report has this code. Ask them to read it out again"
NO_CHANNEL = "Select how they reach us"


class CodeForm(TypedForm):
    code = forms.CharField(
        label="What code do they read out?",
        help_text="It is at the bottom of each page that they answered, like K4M\N{NO-BREAK SPACE}7QX.",
        widget=Text(width=10, autocomplete="off", spellcheck=False, attrs={"autocapitalize": "characters"}),
        error_messages={"required": NOT_A_CODE},
    )

    def clean_code(self) -> str:
        if range_of(self.cleaned_data["code"]) is None:
            raise forms.ValidationError(NOT_A_CODE)
        return str(self.cleaned_data["code"])


class SendForm(LostForm):
    """A mobile number or an email address, and by which of the two it goes."""

    contact = forms.CharField(
        label="Their mobile number or email address",
        help_text="The link goes there, and opens what they have told us so far.",
        widget=Text(autocomplete="off", spellcheck=False),
        error_messages={"required": NOT_A_CONTACT},
    )


class TakeForm(TypedForm):
    """Who is on the line, and from whom it is taken."""

    channel = forms.ChoiceField(
        label="How do they reach us?",
        widget=Radios(),
        choices=list(CHANNELS.items()),
        initial=Channel.PHONE,
        error_messages={"required": NO_CHANNEL, "invalid_choice": NO_CHANNEL},
    )

    def __init__(self, data: QueryDict | None = None, *, report: Begun) -> None:
        super().__init__(data)
        if asked := report.asked_of_caller:
            self.fields["caller"] = tick(
                "Is it theirs?", "yes", f"They told me {asked}", f"Ask for it, and confirm that they told you {asked}"
            )
        if report.draft.agent:
            whose, who = str(report.draft.agent.pk), name_of(report.draft.agent)
            self.fields["agent"] = tick(
                "Who has it now?", whose, f"Take it from {who}", f"Confirm that you take it from {who}"
            )


def tick(legend: str, value: str, label: str, error: str) -> forms.MultipleChoiceField:
    """A box that must be ticked."""
    errors = dict.fromkeys(("required", "invalid_choice", "invalid_list"), error)
    return forms.MultipleChoiceField(label=legend, widget=Checkboxes(), choices=[(value, label)], error_messages=errors)
