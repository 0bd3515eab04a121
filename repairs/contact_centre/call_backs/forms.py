from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict

from repairs.govuk.fields import CountedText
from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Radios
from repairs.log.calling_back.ending import BY_HAND
from repairs.log.models import CallBack

LONGEST = 1000
Ending = CallBack.Ending

HINTS: dict[str, str] = {
    Ending.DUPLICATE: "We have the same problem at the same home already.",
    Ending.NOT_OURS: "You have told them who else to ask.",
    Ending.NOT_REACHED: "You have tried often enough, and done what this page says.",
}


class SentOnce(GovukForm):
    """`key` comes with the page: what is sent twice is kept once."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Send the page again"})

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data and without_control_characters(data), initial={"key": uuid4()}, auto_id=self.ids)

    ids = "id_%s"


class NoteForm(SentOnce):
    ids = "note-%s"
    words = CountedText(label="Add a note", limit=LONGEST, rows=3, error_messages={"required": "Enter a note"})


class NoAnswerForm(SentOnce):
    ids = "tried-%s"
    words = CountedText(
        label="What happened, if there is more to say",
        help_text="For example, the voicemail is full.",
        limit=LONGEST,
        rows=2,
        required=False,
    )


class CloseForm(SentOnce):
    title = "Close this call back"

    how = forms.ChoiceField(
        label="How did it end?",
        choices=[(how.value, how.label) for how in BY_HAND],
        widget=Radios(hints=HINTS, reveals={Ending.OTHER: ("words",)}),
        error_messages={"required": "Select how it ended", "invalid_choice": "Select how it ended"},
    )
    words = CountedText(label="What happened?", limit=LONGEST, rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == Ending.OTHER and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", "Enter what happened")
        return cleaned

    @property
    def words_given(self) -> str:
        return self.cleaned_data["words"] if self.cleaned_data["how"] == Ending.OTHER else ""
