from typing import Any

from django import forms
from django.http import QueryDict

from repairs.contact_centre.find.reading import LONGEST, read_search
from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Text

NOTHING_TYPED = "Enter what you know of the home or the caller"
NOT_UNDERSTOOD = "Enter an address, a postcode, a UPRN, a block, a reference, a phone number, an email or a name"


class FindForm(GovukForm):
    words = forms.CharField(
        label="Find a home or a caller",
        help_text="Street and number, postcode, UPRN, block, reference, phone, email or name.",
        widget=Text(autocomplete="off", spellcheck=False),
        max_length=LONGEST,
        error_messages={
            "required": NOTHING_TYPED,
            "max_length": f"What you look for must be {LONGEST} characters or fewer",
        },
    )

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data and without_control_characters(data), **options)

    def clean_words(self) -> str:
        typed = str(self.cleaned_data["words"])
        reading = read_search(typed)
        if not reading.is_for_homes and not reading.is_for_repairs:
            raise forms.ValidationError(NOT_UNDERSTOOD)
        return typed
