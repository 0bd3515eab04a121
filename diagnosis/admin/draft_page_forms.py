"""The forms of a question, an advice page and an outcome."""

from typing import Any

from django import forms

from diagnosis.admin.draft_fields import BodyField, WordsField
from diagnosis.admin.draft_listings import list_categories, list_hazards, list_priorities, list_trades
from diagnosis.admin.listing import ListingField
from diagnosis.models import DraftNode
from diagnosis.vocabulary import OUTCOME_FLAGS

SAY_HELP = "Only where the words on the page do not sound right on the phone."


class PageForm(forms.Form):
    use_required_attribute = False

    def __init__(self, node: DraftNode, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(node, name) for name in self.base_fields if name != "body"})
        self.node = node
        body = self.fields["body"]
        if isinstance(body, BodyField):
            self.initial["body"] = body.keep(node.body)

    @property
    def values(self) -> dict[str, Any]:
        """By their name in DraftNode."""
        return dict(self.cleaned_data)


class QuestionForm(PageForm):
    heading = WordsField(
        label="Question",
        help_text="At most 90 characters. For example: Where is the water?",
        empty="Enter the question.",
    )
    hint = WordsField(label="Hint", help_text="Below the question. Leave it empty if the question is clear.")
    body = BodyField(label="More words on the page")
    say = WordsField(label="What an agent says aloud", help_text=SAY_HELP)
    order = forms.ChoiceField(
        label="Order of the options",
        choices=DraftNode.Order,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Select the order of the options."),
    )
    needs_home = forms.BooleanField(
        label="Ask this only once the home is known",
        help_text="This page and those after it then come after the address.",
        required=False,
    )


class AdviceForm(PageForm):
    heading = WordsField(
        label="Heading",
        help_text="At most 90 characters. For example: Turn off the water.",
        empty="Enter the heading.",
    )
    ring = forms.BooleanField(label="Our phone number comes first on the page", required=False)
    body = BodyField(label="Advice")
    say = WordsField(label="What an agent says aloud", help_text=SAY_HELP)
    question = WordsField(
        label="Question above the options",
        help_text="Only where there are several options. One option alone is a button that leads on.",
    )


class OutcomeForm(PageForm):
    heading = WordsField(
        label="Heading", help_text="At most 90 characters. For example: A tap drips.", empty="Enter the heading."
    )
    body = BodyField(label="What the page says")
    ending = forms.ChoiceField(
        label="How it ends",
        choices=DraftNode.Ending,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Select how it ends."),
    )
    priority = ListingField(
        label="Priority", help_text="The triage rules may make it more urgent, never less.", required=False
    )
    trade = ListingField(label="Trade", required=False)
    location = WordsField(label="Where it is, for the person who comes", help_text="For example: Kitchen, sink.")
    rtr = ListingField(label="Right to Repair category", required=False)
    hazard = ListingField(label="Hazard", required=False)
    flags = forms.MultipleChoiceField(
        label="What else is true of it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select what else is true of it from the list."},
    )

    def __init__(self, node: DraftNode, data: Any = None) -> None:
        super().__init__(node, data)
        listings = {
            "priority": list_priorities(),
            "trade": list_trades(),
            "rtr": list_categories(),
            "hazard": list_hazards(),
        }
        for name, listing in listings.items():
            field = self.fields[name]
            if isinstance(field, ListingField):
                field.offer(listing, stored=getattr(node, name))
        flags = self.fields["flags"]
        if isinstance(flags, forms.MultipleChoiceField):
            unknown = {flag: f"{flag} (not in the table)" for flag in node.flags if flag not in OUTCOME_FLAGS}
            flags.choices = list({**OUTCOME_FLAGS, **unknown}.items())

    def clean_flags(self) -> list[str]:
        flags: list[str] = self.cleaned_data["flags"]
        return self.node.flags if set(flags) == set(self.node.flags) else flags


PAGE_FORMS: dict[str, type[PageForm]] = {"question": QuestionForm, "advice": AdviceForm, "outcome": OutcomeForm}
