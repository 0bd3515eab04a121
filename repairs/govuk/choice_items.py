"""The items of radios, checkboxes and selects, from Django's choices."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup

from repairs.govuk.macros import plain
from repairs.govuk.widgets import Checkboxes, ChoiceOptions

Params = dict[str, Any]
WITH_GROUP = Markup('{}<span class="govuk-visually-hidden">, {}</span>')


def choices(field: BoundField, revealed: dict[str, Markup]) -> Params:
    widget = field.field.widget
    params: Params = {"idPrefix": field.auto_id, "items": list(items(field, revealed))}
    if any(isinstance(label, list | tuple) for _, label in widget.choices):
        apart = "council-radios-or" if getattr(widget, "or_before", "") else ""
        params["classes"] = " ".join([widget.attrs.get("class", ""), "council-radios-grouped", apart]).strip()
    return params


def items(field: BoundField, revealed: dict[str, Markup]) -> Iterator[Params]:
    widget = field.field.widget
    chosen = chosen_values(field.value())
    # The error summary leads to the first choice by this id, also where a group's name comes before it.
    first = {"id": field.auto_id}
    for group, value, label in flat(widget.choices):
        if value is None:
            yield {"divider": group}
            continue
        if isinstance(widget, ChoiceOptions) and widget.or_before == value:
            yield {"divider": "or"}
        one = item(group, value, plain(label)) | extras(widget, value, revealed) | first
        first = {}
        yield one | ({"checked": True, "selected": True} if value in chosen else {})


def chosen_values(value: Any) -> set[str]:
    several = value if isinstance(value, list | tuple) else [value]
    return {str(one) for one in several if one is not None}


def flat(choices: Iterable[Any]) -> Iterator[tuple[str, str | None, Any]]:
    """(group, value, label) of each choice; the value is None where a group begins."""
    for value, label in choices:
        if not isinstance(label, list | tuple):
            yield "", str(value), label
            continue
        yield plain(value), None, ""
        for inner, inner_label in label:
            yield plain(value), str(inner), inner_label


def item(group: str, value: str, label: str) -> Params:
    """A choice in a group says its group to people who cannot see where it stands."""
    return {"value": value, "text": label} | ({"html": WITH_GROUP.format(label, group)} if group else {})


def extras(widget: forms.Widget, value: str, revealed: dict[str, Markup]) -> Params:
    extra: Params = {}
    if isinstance(widget, ChoiceOptions) and value in widget.hints:
        extra["hint"] = {"text": plain(widget.hints[value])}
    if value in revealed:
        extra["conditional"] = {"html": revealed[value]}
    if isinstance(widget, Checkboxes) and widget.alone == value:
        extra["behaviour"] = "exclusive"
    return extra
