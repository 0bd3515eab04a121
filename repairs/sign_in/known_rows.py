"""Roles and permissions that are chosen on a page of the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

DIGITS = 18
"""Every number of so many digits fits the databases that we know."""


class KnownRows(forms.ModelMultipleChoiceField[Any]):
    """Says of a number that is too large for the database that it is not there, as of any other: Django asks for it."""

    def clean(self, value: Any) -> QuerySet[Model]:
        if isinstance(value, (list, tuple)):
            for one in value:
                if len(str(one)) > DIGITS:
                    raise ValidationError(
                        self.error_messages["invalid_choice"], "invalid_choice", {"value": "That choice"}
                    )
        rows: QuerySet[Model] = super().clean(value)
        return rows
