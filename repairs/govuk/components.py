"""Which GOV.UK component shows a field, and with which options."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup

from repairs.council.whole import whole
from repairs.govuk.choice_items import choices
from repairs.govuk.macros import plain
from repairs.govuk.widgets import CharacterCount

Params = dict[str, Any]
COMPONENTS: tuple[tuple[type[forms.Widget], str], ...] = (
    (CharacterCount, "character-count"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file-upload"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.TextInput, "input"),
)
CHOICES = ("radios", "checkboxes")


def component_for(widget: forms.Widget) -> str:
    for kind, component in COMPONENTS:
        if isinstance(widget, kind):
            return component
    raise TypeError(f"No GOV.UK component shows {type(widget).__name__}.")


def params_for(field: BoundField, *, heading: bool, revealed: dict[str, Markup]) -> Params:
    """The options of the field's component. `revealed` is, by choice, what appears when it is chosen."""
    component = component_for(field.field.widget)
    params = question(field, heading=heading, legend=component in CHOICES) | attributes(field.field.widget)
    match component:
        case "radios" | "checkboxes":
            return params | choices(field, revealed)
        case "select":
            return params | choices(field, {}) | {"id": field.auto_id}
        case "textarea" | "character-count":
            return params | {"id": field.auto_id} | text_lines(field)
        case "file-upload":
            return params | {"id": field.auto_id} | file_upload(field.field.widget)
    widget = field.field.widget
    return params | {"id": field.auto_id, "type": widget.input_type, "value": widget.format_value(field.value()) or ""}


def question(field: BoundField, *, heading: bool, legend: bool) -> Params:
    prefix = "govuk-fieldset__legend" if legend else "govuk-label"
    asked = {"text": plain(field.label), "isPageHeading": heading}
    if heading or legend:
        asked["classes"] = f"{prefix}--{'l' if heading else 's'}"
    if "accesskey" in field.field.widget.attrs:
        asked["attributes"] = {"data-key": field.field.widget.attrs["accesskey"]}
    placed: Params = {"fieldset": {"legend": asked}} if legend else {"label": asked}
    params: Params = {"name": field.html_name} | placed
    if field.help_text:
        params["hint"] = {"text": plain(field.help_text)}
    if field.errors:
        params["errorMessage"] = error_message([plain(error) for error in field.errors])
    return params


def error_message(errors: list[str]) -> Params:
    return {"html": Markup("<br>").join(map(whole, errors))}


def attributes(widget: forms.Widget) -> Params:
    """A limit in the HTML would cut pasted text off without a word, so the server says it instead."""
    left_out = {"class", "rows", "multiple", "maxlength", "minlength", "cols"}
    params: Params = {"attributes": {name: str(v) for name, v in widget.attrs.items() if name not in left_out}}
    if "class" in widget.attrs:
        params["classes"] = widget.attrs["class"]
    return params


def text_lines(field: BoundField) -> Params:
    """Line breaks as character references: the macros indent what they hold, and would indent a resident's lines too.

    A browser drops the first line break of a text area, so one that the resident made needs another before it.
    """
    widget = field.field.widget
    value = widget.format_value(field.value()) or ""
    lines = f"\n{value}" if value.startswith("\n") else value
    params: Params = {"value": Markup("&#10;").join(lines.split("\n")) if value else ""}
    params["rows"] = int(widget.attrs.get("rows", 5))
    if isinstance(widget, CharacterCount):
        params["maxlength"] = widget.maxlength
    return params


def file_upload(widget: forms.FileInput) -> Params:
    if not widget.allow_multiple_selected:
        return {"javascript": True}
    return {
        "javascript": True,
        "multiple": True,
        "chooseFilesButtonText": "Choose photos",
        "dropInstructionText": "or drop them here",
        "noFileChosenText": "No photos chosen",
    }
