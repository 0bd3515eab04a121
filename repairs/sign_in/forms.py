from django import forms
from django.http import QueryDict

from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Password, Text

NOT_RIGHT = "The user name or the password is not right. Check both of them"
LONGEST = 150


class SignInForm(GovukForm):
    title = "Sign in"

    username = forms.CharField(
        label="User name",
        widget=Text(width=20, autocomplete="username", spellcheck=False, attrs={"autocapitalize": "none"}),
        error_messages={"required": "Enter your user name"},
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=Password(autocomplete="current-password"),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data and without_control_characters(data))

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"]
        if len(typed) > LONGEST:
            raise forms.ValidationError(NOT_RIGHT)
        return typed
