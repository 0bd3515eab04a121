"""Long lists to select from: written as HTML once, however many fields of a page offer them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Choice = tuple[str, str]


@dataclass(frozen=True)
class Listing:
    empty: str
    """What it says where nothing is selected."""
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    """By label. Without a label, the choices stand alone."""

    @cached_property
    def values(self) -> frozenset[str]:
        return frozenset(value for _, choices in self.groups for value, _ in choices)

    @cached_property
    def html(self) -> str:
        return write_option("", self.empty) + "".join(write_group(*group) for group in self.groups if group[1])


def write_group(label: str, choices: tuple[Choice, ...]) -> str:
    options = "".join(write_option(value, words) for value, words in choices)
    return f'<optgroup label="{escape(label)}">{options}</optgroup>' if label else options


def write_option(value: str, words: str) -> str:
    return f'<option value="{escape(value)}">{escape(words)}</option>'


class ListingSelect(forms.Widget):
    listing = Listing("", ())
    stored = ""

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        value = "" if value is None else str(value)
        html = self.listing.html
        if value and value == self.stored and value not in self.listing.values:
            html += write_option(value, f"{value} (not in the table)")
        chosen = f'<option value="{escape(value)}"'
        html = html.replace(chosen, f"{chosen} selected", 1)
        tag = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        # Values, words and attributes are escaped where they are written.
        return mark_safe(f"<select{tag}>{html}</select>")  # noqa: S308


class ListingField(forms.Field):
    """A value of the listing, or the one that is stored, which the table may have lost since."""

    widget = ListingSelect

    def offer(self, listing: Listing, stored: str = "") -> None:
        self.widget.listing = listing
        self.widget.stored = stored

    def clean(self, value: Any) -> str:
        value = super().clean(value) or ""
        if value and value not in self.widget.listing.values and value != self.widget.stored:
            raise ValidationError("That is not in the list any more. Select another.")
        return str(value)
