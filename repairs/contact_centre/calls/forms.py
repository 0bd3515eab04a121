from django import forms

from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import Radios
from repairs.log.channels import CHANNELS, Channel


class BeginForm(GovukForm):
    channel = forms.ChoiceField(
        label="How do they reach us?",
        widget=Radios(),
        choices=list(CHANNELS.items()),
        initial=Channel.PHONE,
        error_messages={
            "required": "Select how they reach us",
            "invalid_choice": "Select how they reach us",
        },
    )
