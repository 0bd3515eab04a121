"""Django's widgets with what GOV.UK components need to know. `repairs.govuk.components` turns them into HTML."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

LINE_ENDS = re.compile(r"[\r\n\u2028\u2029]+")


def with_class(attrs: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**attrs, "class": f"{attrs.get('class', '')} {name}".strip()}


class Text(forms.TextInput):
    """`width` is a number of characters (2, 3, 4, 5, 10, 20, 30) or a part of the row, such as `two-thirds`.

    What comes is one line, as in every browser: other programs may send more.
    """

    def __init__(
        self,
        *,
        width: int | str = "",
        autocomplete: str = "",
        inputmode: str = "",
        spellcheck: bool | None = None,
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        wanted = {"autocomplete": autocomplete, "inputmode": inputmode}
        chosen: dict[str, Any] = {name: value for name, value in wanted.items() if value} | dict(attrs or {})
        if spellcheck is not None:
            chosen["spellcheck"] = str(spellcheck).lower()
        if width:
            prefix = "govuk-input--width-" if isinstance(width, int) else "govuk-!-width-"
            chosen = with_class(chosen, f"{prefix}{width}")
        super().__init__(attrs=chosen)

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return LINE_ENDS.sub(" ", value) if isinstance(value, str) else value


class Tel(Text):
    input_type = "tel"

    def __init__(self, *, autocomplete: str = "tel", width: int | str = 20, **options: Any) -> None:
        super().__init__(autocomplete=autocomplete, width=width, **options)


class Email(Text):
    input_type = "email"

    def __init__(self, *, autocomplete: str = "email", spellcheck: bool | None = False, **options: Any) -> None:
        super().__init__(autocomplete=autocomplete, spellcheck=spellcheck, **options)


class Password(Text):
    """What was typed is never sent back."""

    input_type = "password"

    def __init__(self, *, autocomplete: str, width: int | str = 20, **options: Any) -> None:
        super().__init__(autocomplete=autocomplete, width=width, spellcheck=False, **options)

    def format_value(self, value: Any) -> None:
        return None


class Textarea(forms.Textarea):
    """Browsers send a line break as two characters. It is one here, as it is on the page."""

    def __init__(self, *, rows: int = 5, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs={**(attrs or {}), "rows": rows})

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class CharacterCount(Textarea):
    """Says how many characters are left. Give the field the same limit: see `repairs.govuk.fields.CountedText`."""

    def __init__(self, maxlength: int, *, rows: int = 5, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(rows=rows, attrs=attrs)
        self.maxlength = maxlength


class ChoiceOptions:
    """What choices may have besides a label.

    `hints` are by choice. `or_before` names the choice that stands apart, after the word "or".
    `reveals` names, by choice, the fields of the same form that appear when it is chosen.
    `keys` are by choice too: with an access key it is chosen without a mouse and without Tab.
    Choices in named groups are shown group by group, each with its name as legend.
    """

    def __init__(
        self,
        *,
        hints: Mapping[str, str] | None = None,
        or_before: str = "",
        reveals: Mapping[str, tuple[str, ...]] | None = None,
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs=attrs)  # type: ignore[call-arg]
        self.hints = dict(hints or {})
        self.or_before = or_before
        self.reveals = dict(reveals or {})
        self.keys: dict[str, str] = {}


class Radios(ChoiceOptions, forms.RadioSelect):
    pass


class Checkboxes(ChoiceOptions, forms.CheckboxSelectMultiple):
    """`alone` names the choice that clears all others, such as "none of these"."""

    def __init__(self, *, alone: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.alone = alone


class FileUpload(forms.FileInput):
    """`accept` is what the browser offers first; the server checks what arrives."""

    def __init__(self, *, multiple: bool = False, accept: str = "", attrs: Mapping[str, Any] | None = None) -> None:
        self.allow_multiple_selected = multiple
        chosen: dict[str, Any] = dict(attrs or {})
        if multiple:
            chosen["multiple"] = True
        if accept:
            chosen["accept"] = accept
        super().__init__(attrs=chosen)

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        if self.allow_multiple_selected:
            return files.getlist(name)
        return super().value_from_datadict(data, files, name)
