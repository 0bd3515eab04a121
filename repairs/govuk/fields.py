"""Fields whose rules must agree with what GOV.UK components show."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator

from repairs.govuk.widgets import CharacterCount, FileUpload


def counted_length(text: str) -> int:
    """The length that a browser counts: in UTF-16 units, so that most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class CountedLengthValidator(MaxLengthValidator):
    message = "Your answer must be %(limit_value)d characters or fewer, but it has %(show_value)d"

    def clean(self, x: str) -> int:  # type: ignore[override]
        return counted_length(x)


class CountedText(forms.CharField):
    """Free text with a limit that is counted the same in the browser and here."""

    def __init__(self, *, limit: int, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=CharacterCount(limit, rows=rows), **options)
        self.validators.append(CountedLengthValidator(limit))


class Files(forms.FileField):
    """Any number of files, cleaned to a list. What is wrong with each is said, all at once."""

    widget = FileUpload(multiple=True)
    default_error_messages = {
        "required": "Select a file",
        "empty": "The selected file is empty",
        "invalid": "The selected file did not arrive, so select it again",
        "missing": "The selected file did not arrive, so select it again",
    }

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        if not data:
            super().clean(None, initial)
            return []
        cleaned: list[UploadedFile[Any]] = []
        errors: list[ValidationError] = []
        for file in data:
            try:
                cleaned.append(super().clean(file, initial))
            except ValidationError as error:
                errors.extend(error.error_list)
        if errors:
            raise ValidationError(errors)
        return cleaned
