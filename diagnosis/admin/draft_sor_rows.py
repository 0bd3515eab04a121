"""The SoR items of an outcome as rows of its form."""

from collections.abc import Mapping
from typing import Any

from django import forms

from diagnosis.admin.draft_errors import ROW_ERRORS
from diagnosis.admin.listing import Listing, ListingField
from diagnosis.drafts.page_edit import LineEdit
from diagnosis.models import DraftSorLine

MOST = 30
EXTRA = 2


class SorRow(forms.Form):
    use_required_attribute = False

    stored = forms.CharField(required=False, widget=forms.HiddenInput)
    code = ListingField(label="SoR item", required=False)
    quantity = forms.IntegerField(
        label="Quantity",
        min_value=1,
        max_value=99,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], "Enter a quantity from 1 to 99."
        ),
    )

    def __init__(self, *args: Any, items: Listing, codes: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = str(self["stored"].value() or "")
        field = self.fields["code"]
        if isinstance(field, ListingField):
            field.offer(items, stored=stored if stored in codes else "")
        self.initial.setdefault("quantity", 1)

    @property
    def number(self) -> str:
        return str((self.prefix or "").rpartition("-")[2])


class SorRowSet(forms.BaseFormSet[SorRow]):
    default_error_messages = {**forms.BaseFormSet.default_error_messages, **ROW_ERRORS}

    def add_fields(self, form: SorRow, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove this item"

    @property
    def edits(self) -> tuple[LineEdit, ...]:
        """A row without an item is none."""
        kept = [row.cleaned_data for row in self.forms if row not in self.deleted_forms]
        return tuple(LineEdit(given["code"], given["quantity"]) for given in kept if given.get("code"))


SorRows = forms.formset_factory(
    SorRow, formset=SorRowSet, extra=EXTRA, can_delete=True, max_num=MOST, absolute_max=MOST + 20, validate_max=True
)


def line_initial(line: DraftSorLine) -> Mapping[str, Any]:
    return {"stored": line.code, "code": line.code, "quantity": line.quantity}
