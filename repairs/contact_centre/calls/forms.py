from django import forms

from repairs.contact_centre.calls.give_up import WHY
from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import Radios
from repairs.log.channels import CHANNELS, Channel

NO_CHANNEL = "Select how they reach us"
NO_REASON = "Select why the call ends without a report"


class BeginForm(GovukForm):
    channel = forms.ChoiceField(
        label="How do they reach us?",
        widget=Radios(),
        choices=list(CHANNELS.items()),
        initial=Channel.PHONE,
        error_messages={"required": NO_CHANNEL, "invalid_choice": NO_CHANNEL},
    )


class GiveUpForm(GovukForm):
    why = forms.ChoiceField(
        label="Why does this call end without a report?",
        widget=Radios(),
        choices=list(WHY.items()),
        error_messages={"required": NO_REASON, "invalid_choice": NO_REASON},
    )
