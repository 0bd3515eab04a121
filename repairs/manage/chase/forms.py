from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from repairs.govuk.fields import CountedText
from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Checkboxes, Radios
from repairs.log.enquiries.signs import Sign
from repairs.log.models import Enquiry, VisitAnswer

Kind = Enquiry.Kind

MOST_CHARACTERS = 500
NONE_OF_THESE = "none"
NOT_SAID = "Select what is happening now, or none of these"

TITLES = {
    Kind.UPDATE: "Ask for an update",
    Kind.NO_ONE_CAME: "No one came",
    Kind.WORSE: "It has got worse",
    Kind.NOT_FIXED: "It is not fixed",
    Kind.OTHER_CONTRACTOR: "Ask for another contractor",
    Kind.COMPLAINT: "Make a complaint",
}
WORDS = {
    Kind.UPDATE: "What do you want to know? (optional)",
    Kind.NO_ONE_CAME: "Do you want to tell us more? (optional)",
    Kind.WORSE: "What has changed? (optional)",
    Kind.NOT_FIXED: "What is still wrong?",
    Kind.OTHER_CONTRACTOR: "Do you want to tell us more? (optional)",
    Kind.COMPLAINT: "What went wrong?",
}
NEEDED = {Kind.NOT_FIXED: "Enter what is still wrong", Kind.COMPLAINT: "Enter what went wrong"}
PEOPLE = [
    ("child-under-5", "A child under 5"),
    ("over-65", "Someone over 65"),
    ("pregnant", "Someone who is pregnant"),
    ("health-condition", "Someone with a health condition or disability"),
    ("equipment", "Someone who uses medical equipment"),
]


class WordsForm(GovukForm):
    words = CountedText(limit=MOST_CHARACTERS, rows=4, required=False)

    def __init__(self, data: QueryDict | None = None, *, kind: Enquiry.Kind) -> None:
        super().__init__(data and without_control_characters(data))
        self.title = TITLES[kind]
        field = self.fields["words"]
        field.label = WORDS[kind]
        if problem := NEEDED.get(kind):
            field.required = True
            field.error_messages = {**field.error_messages, "required": problem}


class WorseForm(WordsForm):
    """Dangers first, as when it was reported."""

    signs = forms.MultipleChoiceField(
        label="Are any of these happening now?",
        help_text="Select all that apply.",
        widget=Checkboxes(alone=NONE_OF_THESE, or_before=NONE_OF_THESE),
        error_messages={"required": NOT_SAID, "invalid_choice": NOT_SAID},
    )
    people = forms.MultipleChoiceField(
        label="Is anyone at home more at risk? (optional)",
        help_text="Select all that apply. We may come sooner.",
        required=False,
        widget=Checkboxes(),
        choices=PEOPLE,
        error_messages={"invalid_choice": "Select who is at home from the list"},
    )
    field_order = ("signs", "people", "words")

    def __init__(self, data: QueryDict | None = None, *, signs: Iterable[Sign], people: Iterable[str]) -> None:
        super().__init__(data, kind=Kind.WORSE)
        field: Any = self.fields["signs"]
        field.choices = [*((sign.key, sign.text) for sign in signs), (NONE_OF_THESE, "None of these")]
        self.initial["people"] = list(people)

    @property
    def chosen_signs(self) -> list[str]:
        return [sign for sign in self.cleaned_data["signs"] if sign != NONE_OF_THESE]


class AfterVisitForm(GovukForm):
    """In the words of the Tenant Satisfaction Measures, which are the same for every landlord in England."""

    title = "2 questions about your repair"

    overall = forms.ChoiceField(
        label=(
            "How satisfied or dissatisfied are you with the overall repairs service from your landlord "
            "over the last 12 months?"
        ),
        choices=VisitAnswer.Scale.choices,
        widget=Radios(),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Select how satisfied you are with the overall repairs service"
        ),
    )
    time_taken = forms.ChoiceField(
        label=(
            "How satisfied or dissatisfied are you with the time taken to complete your most recent repair "
            "after you reported it?"
        ),
        choices=VisitAnswer.Scale.choices,
        widget=Radios(),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Select how satisfied you are with the time taken"
        ),
    )
