from django import forms
from django.http import QueryDict

from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Text

WRONG = "This code does not work. Wait for the next one, and enter that"
WRONG_OLD = "This code does not work. Enter the next one, or a recovery code that you have not used"


def code_field(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=Text(width=10, autocomplete="one-time-code", spellcheck=False, attrs={"autocapitalize": "none"}),
        error_messages={"required": "Enter the code"},
    )


class TypedForm(GovukForm):
    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data and without_control_characters(data))


class CodeForm(TypedForm):
    title = "Enter the code from your app"
    code = code_field("Code", "The 6 numbers that your authenticator app shows now. Or one of your recovery codes.")


class SetUpForm(TypedForm):
    title = "Set up your second step"
    code = code_field("Code", "The 6 numbers that the app shows now.")


class ReplaceForm(SetUpForm):
    title = "Use another phone or app"
    old = code_field("Code from the app that you have now", "Or one of your recovery codes.")


class NewCodesForm(CodeForm):
    title = "Make new recovery codes"
