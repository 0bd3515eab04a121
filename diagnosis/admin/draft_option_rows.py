"""The options of a page as rows of its form."""

from collections.abc import Mapping
from typing import Any

from django import forms

from diagnosis.admin.draft_errors import ROW_ERRORS
from diagnosis.admin.draft_fields import WordsField
from diagnosis.admin.draft_listings import FACTS, NEW_PAGES
from diagnosis.admin.listing import Listing, ListingField
from diagnosis.drafts.page_edit import OptionEdit
from diagnosis.fact_words import FACT_WORDS, say_fact
from diagnosis.models import DraftOption

MOST = 100
EXTRA = 2
LAST = 10_000
NO_PLACE = f"Enter a place from 0 to {LAST:,}."
PLAIN = ("text", "hint", "divider", "not_sure", "something_else")


class OptionRow(forms.Form):
    use_required_attribute = False

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    text = WordsField(label="Option", empty="Enter the words of the option, or tick Remove.")
    leads_to = ListingField(label="Leads to", required=False)
    hint = WordsField(label="Hint", help_text="Below the option. It may be left empty.")
    not_sure = forms.BooleanField(label="For people who are not sure", required=False)
    something_else = forms.BooleanField(label="For something else", required=False)
    divider = forms.BooleanField(label="Set apart by “or”", required=False)
    place = forms.IntegerField(
        label="Place",
        required=False,
        min_value=0,
        max_value=LAST,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], NO_PLACE),
    )

    def __init__(
        self, *args: Any, pages: Listing, stored: Mapping[str, DraftOption], addresses: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.option = stored.get(str(self["key"].value() or ""))
        self.next_address = addresses.get(str(self["leads_to"].value() or ""), "")
        self.offer_pages(pages)
        self.ask_facts(self.option.facts if self.option else {})

    def offer_pages(self, pages: Listing) -> None:
        field = self.fields["leads_to"]
        if isinstance(field, ListingField):
            field.offer(pages)

    def ask_facts(self, stored: Mapping[str, str]) -> None:
        """What a rule does not know can stay, and can be taken away."""
        self.fact_names = [*FACT_WORDS, *(name for name in stored if name not in FACT_WORDS)]
        for name in self.fact_names:
            words = FACT_WORDS.get(name)
            field = ListingField(label=words.asks if words else f"{name} (no rule knows this)", required=False)
            field.offer(FACTS.get(name, Listing("It does not tell us", ())), stored=str(stored.get(name, "")))
            self.fields[f"fact-{name}"] = field
            self.initial.setdefault(f"fact-{name}", stored.get(name, ""))

    @property
    def facts(self) -> list[forms.BoundField]:
        return [self[f"fact-{name}"] for name in self.fact_names]

    @property
    def facts_in_words(self) -> list[str]:
        return [say_fact(name, value) for name in self.fact_names if (value := self[f"fact-{name}"].value())]

    @property
    def says(self) -> str:
        """What is behind the summary of its hint and kind."""
        marks = ["with a hint"] if self["hint"].value() else []
        kinds = {"not_sure": "not sure", "something_else": "something else", "divider": "after “or”"}
        return " · ".join([*marks, *(words for name, words in kinds.items() if self[name].value())])

    @property
    def number(self) -> str:
        """Its place on the page for whoever reads it."""
        return str((self.prefix or "").rpartition("-")[2])

    def has_changed(self) -> bool:
        """A new row with nothing but a number is still empty."""
        return bool(set(self.changed_data) - {"place", "key"})

    @property
    def edit(self) -> OptionEdit:
        given = self.cleaned_data
        leads_to = given["leads_to"]
        makes = leads_to.removeprefix("new-") if leads_to in NEW_PAGES else ""
        facts = {name: given[f"fact-{name}"] for name in self.fact_names if given[f"fact-{name}"]}
        plain = {name: given[name] for name in PLAIN}
        return OptionEdit(
            key=given["key"],
            makes=makes,
            leads_to=int(leads_to) if leads_to and not makes else None,
            facts=in_stored_order(facts, self.option),
            **plain,
        )

    @property
    def order(self) -> int:
        place = self.cleaned_data.get("place")
        return LAST if place is None else int(place)


def in_stored_order(facts: dict[str, str], option: DraftOption | None) -> dict[str, str]:
    first = [name for name in option.facts if name in facts] if option else []
    return {name: facts[name] for name in [*first, *(name for name in facts if name not in first)]}


class OptionRowSet(forms.BaseFormSet[OptionRow]):
    default_error_messages = {**forms.BaseFormSet.default_error_messages, **ROW_ERRORS}

    def add_fields(self, form: OptionRow, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove this option"

    @property
    def edits(self) -> tuple[OptionEdit, ...]:
        filled = [row for row in self.forms if row.has_changed() or row in self.initial_forms]
        removed = [row for row in filled if row in self.deleted_forms]
        kept = sorted((row for row in filled if row not in removed), key=lambda row: row.order)
        gone = tuple(
            OptionEdit(text="", key=key, remove=True) for row in removed if (key := str(row["key"].value() or ""))
        )
        return (*gone, *(row.edit for row in kept))


OptionRows = forms.formset_factory(
    OptionRow,
    formset=OptionRowSet,
    extra=EXTRA,
    can_delete=True,
    max_num=MOST,
    absolute_max=MOST + 50,
    validate_max=True,
)


def option_initial(option: DraftOption, place: int) -> dict[str, Any]:
    plain = {name: getattr(option, name) for name in ("key", *PLAIN)}
    return {**plain, "leads_to": option.next_id or "", "place": place}
