from uuid import uuid4

from django import forms
from django.http import QueryDict

from repairs.contact_centre.calls.give_up import WHY
from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import Radios
from repairs.log.channels import CHANNELS, Channel

NO_CHANNEL = "Select how they reach us"
NO_REASON = "Select why the call ends without a report"


class BeginForm(GovukForm):
    """Its `token` is sent along, so that the same page sent twice begins one report."""

    channel = forms.ChoiceField(
        label="How do they reach us?",
        widget=Radios(),
        choices=list(CHANNELS.items()),
        initial=Channel.PHONE,
        error_messages={"required": NO_CHANNEL, "invalid_choice": NO_CHANNEL},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.token = uuid4()


class GiveUpForm(GovukForm):
    why = forms.ChoiceField(
        label="Why does this call end without a report?",
        widget=Radios(),
        choices=list(WHY.items()),
        error_messages={"required": NO_REASON, "invalid_choice": NO_REASON},
    )
