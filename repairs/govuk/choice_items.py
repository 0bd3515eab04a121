"""The items of radios, checkboxes and selects, from Django's choices."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup, escape

from repairs.govuk.macros import plain
from repairs.govuk.widgets import Checkboxes, ChoiceOptions

Params = dict[str, Any]
GROUP, GROUP_ENDS = Markup('<span class="govuk-visually-hidden">, '), Markup("</span>")
# In the label, because what GOV.UK Frontend draws around a label is the radio itself.
WITH_KEY = Markup('<span data-key="{}"></span>{}')


def choices(field: BoundField, revealed: dict[str, Markup]) -> Params:
    """`items`, or where some of the choices are in named groups, `groups` of them."""
    shown = list(items(field, revealed))
    if not any(group for group, _ in shown):
        return {"idPrefix": field.auto_id, "items": [one for _, one in shown]}
    runs = groupby(shown, key=itemgetter(0))
    return {
        "idPrefix": field.auto_id,
        "groups": [{"name": name, "items": [one for _, one in run]} for name, run in runs],
    }


def items(field: BoundField, revealed: dict[str, Markup]) -> Iterator[tuple[str, Params]]:
    """The name of each choice's group, and the choice."""
    widget = field.field.widget
    chosen = chosen_values(field.value())
    for number, (group, value, label) in enumerate(flat(widget.choices), 1):
        if isinstance(widget, ChoiceOptions) and widget.or_before == value:
            yield group, {"divider": "or"}
        # The error summary leads to the first choice by its id.
        place = {"id": f"{field.auto_id}-{number}" if number > 1 else field.auto_id}
        one = item(group, value, plain(label)) | extras(widget, value, revealed) | place
        one |= with_key(widget, value, one.get("html") or one["text"])
        yield group, one | ({"checked": True, "selected": True} if value in chosen else {})


def chosen_values(value: Any) -> set[str]:
    several = value if isinstance(value, list | tuple) else [value]
    return {str(one) for one in several if one is not None}


def flat(choices: Iterable[Any]) -> Iterator[tuple[str, str, Any]]:
    """(group, value, label) of each choice."""
    for value, label in choices:
        if not isinstance(label, list | tuple):
            yield "", str(value), label
            continue
        for inner, inner_label in label:
            yield plain(value), str(inner), inner_label


def item(group: str, value: str, label: str) -> Params:
    """A choice in a group has the group in its name too.

    Its legend is not enough: some screen readers leave out a legend inside another, and lists of a form's fields and
    voice control know only names, of which several would be alike.
    """
    return {"value": value, "text": label} | ({"html": escape(label) + GROUP + group + GROUP_ENDS} if group else {})


def extras(widget: forms.Widget, value: str, revealed: dict[str, Markup]) -> Params:
    extra: Params = {}
    if isinstance(widget, ChoiceOptions) and value in widget.hints:
        extra["hint"] = {"text": plain(widget.hints[value])}
    if value in revealed:
        extra["conditional"] = {"html": revealed[value]}
    if isinstance(widget, Checkboxes) and widget.alone == value:
        extra["behaviour"] = "exclusive"
    return extra


def with_key(widget: forms.Widget, value: str, label: str) -> Params:
    """The access key of a choice, and the same key beside its label."""
    key = widget.keys.get(value) if isinstance(widget, ChoiceOptions) else None
    return {"attributes": {"accesskey": key}, "html": WITH_KEY.format(key, label)} if key else {}
