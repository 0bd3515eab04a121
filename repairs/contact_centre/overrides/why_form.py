"""What every page asks on which staff decide otherwise than the rules: why."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from repairs.council.models import OverrideReason
from repairs.govuk.fields import CountedText
from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Radios

ANOTHER = "another"
LONGEST = 500


class WhyForm(GovukForm):
    about = OverrideReason.About.PRIORITY

    reason = forms.ChoiceField(
        label="Why?",
        widget=Radios(),
        error_messages={"required": "Select why", "invalid_choice": "Select why"},
    )
    words = CountedText(
        label="In your words (optional)",
        help_text="Managers read this. Leave out names, phone numbers and health.",
        limit=LONGEST,
        rows=3,
        required=False,
        error_messages={"max_length": f"What you type must be {LONGEST} characters or fewer"},
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data and without_control_characters(data), **kwargs)
        self.reasons = {str(one.pk): one for one in OverrideReason.objects.filter(about=self.about, in_use=True)}
        field = cast(forms.ChoiceField, self.fields["reason"])
        field.choices = [*((pk, one.text) for pk, one in self.reasons.items()), (ANOTHER, "Another reason")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("reason") == ANOTHER and not given.get("words") and "words" not in self.errors:
            self.add_error("words", "Enter the reason in your words")
        return given

    @property
    def reason_chosen(self) -> OverrideReason | None:
        return self.reasons.get(self.cleaned_data["reason"])

    @property
    def why(self) -> dict[str, Any]:
        """The reason by its id and as it reads, and what was typed besides."""
        chosen = self.reason_chosen
        return {
            "reason": chosen.pk if chosen else None,
            "why": chosen.text if chosen else "Another reason",
            "words": self.cleaned_data["words"],
        }
