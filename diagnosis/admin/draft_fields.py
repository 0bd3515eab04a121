"""Fields in which staff write the words of a page."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from pydantic import ValidationError

from diagnosis.body_text import read_body, write_body
from diagnosis.tree import Block

LONGEST = 500
LONGEST_BODY = 20_000
HOW = "A blank line begins a new paragraph. Begin a line with * for a bullet, with 1. for a step, with ! for a warning."
TOO_LONG = "This has %(show_value)s characters. The most that can be kept is %(limit_value)s."


class WordsField(forms.CharField):
    """One line. What is too long for a page can be kept for now: the draft is told to be shortened."""

    def __init__(self, *, label: str, help_text: str = "", empty: str = "") -> None:
        limit = MaxLengthValidator(LONGEST, TOO_LONG)
        super().__init__(label=label, help_text=help_text, required=bool(empty), validators=[limit])
        self.error_messages["required"] = empty

    def to_python(self, value: Any) -> str:
        words: str = super().to_python(value) or ""
        return words.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")


class BodyField(forms.CharField):
    """The blocks of a page as one text. A text that nobody changed keeps its blocks exactly."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, *, label: str) -> None:
        limit = MaxLengthValidator(LONGEST_BODY, TOO_LONG)
        super().__init__(label=label, help_text=HOW, required=False, strip=False, validators=[limit])
        self.stored: list[dict[str, Any]] = []

    def keep(self, stored: list[dict[str, Any]]) -> str:
        """The stored blocks as text. Those that are none are shown as nothing."""
        self.stored = stored
        try:
            return write_body(map(Block.model_validate, stored))
        except ValidationError:
            return ""

    def clean(self, value: Any) -> list[dict[str, Any]]:
        text = as_posted(super().clean(value))
        if text == as_posted(self.keep(self.stored)):
            return self.stored
        return [block.model_dump(mode="json", exclude_unset=True) for block in read_body(text)]


def as_posted(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
