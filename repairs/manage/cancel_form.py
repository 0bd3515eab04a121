from typing import Any

from django import forms
from django.http import QueryDict

from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import CharacterCount, Radios
from repairs.log.cancel import Cancellation, may_be_unsafe
from repairs.log.models import Repair

Reason = Repair.CancelReason

MOST_CHARACTERS = 300
STOPPED = [("yes", "Yes"), ("no", "No"), ("not-sure", "I am not sure")]
NOT_CHOSEN = "Select why you want to cancel"
NOT_SAID = "Select whether it has stopped"


class CancelForm(GovukForm):
    """Whether it has stopped is asked where the repair may not be safe, and left out elsewhere."""

    title = "Cancel this repair"

    reason = forms.ChoiceField(
        label="Why do you want to cancel?",
        choices=Reason.choices,
        widget=Radios(reveals={Reason.OTHER: ("words",)}),
        error_messages={"required": NOT_CHOSEN, "invalid_choice": NOT_CHOSEN},
    )
    words = forms.CharField(
        label="What is the reason?",
        required=False,
        widget=CharacterCount(MOST_CHARACTERS, rows=3),
        max_length=MOST_CHARACTERS,
        error_messages={"max_length": f"The reason must be {MOST_CHARACTERS} characters or fewer"},
    )
    stopped = forms.ChoiceField(
        label="Has it stopped?",
        help_text="We ask because it may not be safe.",
        choices=STOPPED,
        widget=Radios(),
        error_messages={"required": NOT_SAID, "invalid_choice": NOT_SAID},
    )

    def __init__(self, data: QueryDict | None = None, *, repair: Repair, can_move: bool) -> None:
        super().__init__(data and without_control_characters(data))
        reasons = self.fields["reason"].widget
        if can_move and isinstance(reasons, Radios):
            reasons.hints = {Reason.CANNOT_BE_IN: "You can change the time instead."}
        if not may_be_unsafe(repair):
            del self.fields["stopped"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reason") == Reason.OTHER and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", "Enter the reason")
        return cleaned

    @property
    def cancellation(self) -> Cancellation:
        reason = Reason(self.cleaned_data["reason"])
        words = self.cleaned_data["words"] if reason == Reason.OTHER else ""
        return Cancellation(reason, words, self.cleaned_data.get("stopped", ""))
