from typing import Any

from django import forms
from django.http import QueryDict

from repairs.contact_centre.helped.verifying import AUTHORITY, NOT_ASKED, RIGHT, WRONG, Caller, ToAsk
from repairs.govuk.fields import CountedText
from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Radios, Text
from repairs.log.channels import CHANNELS, RELATIONS, Channel, Relation

LONGEST_NOTE = 1000
MARKS = [(RIGHT, "Right"), (WRONG, "Wrong"), (NOT_ASKED, "Not asked")]
WHO_NOT_CHOSEN = "Select who you are speaking to"
MARK_NOT_CHOSEN = "Select whether the answer was right, wrong or not asked"


def must_choose(words: str) -> dict[str, str]:
    return {"required": words, "invalid_choice": words}


class VerifyForm(GovukForm):
    """With a field for each question. The page shows beside it what is on file."""

    channel = forms.ChoiceField(
        label="How do they reach us?",
        widget=Radios(),
        choices=list(CHANNELS.items()),
        initial=Channel.PHONE,
        error_messages=must_choose("Select how they reach us"),
    )
    relation = forms.ChoiceField(
        label="Who are you speaking to?",
        widget=Radios(),
        choices=list(RELATIONS.items()),
        initial=Relation.SELF,
        error_messages=must_choose(WHO_NOT_CHOSEN),
    )
    name = forms.CharField(
        label="Full name of the caller",
        required=False,
        max_length=100,
        widget=Text(width="two-thirds", autocomplete="off", spellcheck=False),
        error_messages={"max_length": "The name of the caller must be 100 characters or fewer"},
    )
    authority = forms.ChoiceField(
        label="What shows that they may speak for the resident?",
        required=False,
        widget=Radios(),
        choices=list(AUTHORITY.items()),
        error_messages=must_choose("Select what shows that they may speak for the resident"),
    )

    def __init__(self, data: QueryDict | None = None, *, to_ask: ToAsk) -> None:
        super().__init__(data and without_control_characters(data))
        self.to_ask = to_ask
        asked_last = ("name", "authority")
        for one in to_ask.asked:
            self.fields[one.field] = forms.ChoiceField(
                label=one.question.words,
                widget=Radios(),
                choices=MARKS,
                initial=NOT_ASKED,
                error_messages=must_choose(MARK_NOT_CHOSEN),
            )
        self.order_fields([name for name in self.fields if name not in asked_last])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("relation", Relation.SELF) != Relation.SELF:
            if not given.get("name") and "name" not in self.errors:
                self.add_error("name", "Enter their full name")
            if not given.get("authority") and "authority" not in self.errors:
                self.add_error("authority", "Select what shows that they may speak for the resident")
        return given

    @property
    def caller(self) -> Caller:
        given = self.cleaned_data
        relation = Relation(given["relation"])
        return Caller() if relation == Relation.SELF else Caller(relation, given["name"], given["authority"])

    @property
    def marks(self) -> dict[str, str]:
        return {one.field: self.cleaned_data[one.field] for one in self.to_ask.asked}


class NoteForm(GovukForm):
    words = CountedText(
        label="Add a note for colleagues",
        help_text="Residents do not see it. Whoever asks for all that we hold about them gets it.",
        limit=LONGEST_NOTE,
        rows=3,
        error_messages={"required": "Enter a note"},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data and without_control_characters(data))
