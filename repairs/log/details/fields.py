"""How to reach somebody, who will be in and what we should know: asked alike in a report and afterwards."""

from typing import Any, cast

from django import forms
from phonenumbers import PhoneNumber

from repairs.govuk.fields import CountedText, Files
from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import Email, FileUpload, Radios, Tel, Text
from repairs.log.email import is_email
from repairs.log.models import Repair
from repairs.log.phone import NotAPhoneNumber, is_mobile, read_phone

TellBy = Repair.TellBy

WAYS: list[tuple[str, str]] = [(TellBy.EMAIL, "Email"), (TellBy.PHONE, "Phone call"), (TellBy.TEXT, "Text message")]
LONGEST_NOTES = 250
ME, SOMEONE_ELSE = "me", "else"
PHONE_WRONG = "Enter a phone number, like 01632 960 001 or 07700 900 982"
EMAIL_WRONG = "Enter an email address in the correct format, like name@example.com"
WAY_NOT_CHOSEN = "Select how we should tell you about this repair"
WHO_NOT_CHOSEN = "Select who will be in when we come"


class PhoneField(forms.CharField):
    number: PhoneNumber | None = None
    """What was typed, once that is clean."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=40, **options)
        self.error_messages["max_length"] = PHONE_WRONG

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if typed:
            try:
                self.number = read_phone(typed)
            except NotAPhoneNumber as error:
                raise forms.ValidationError(PHONE_WRONG) from error
        return typed


class PhotoFiles(Files):
    """The photos app says what is wrong with a file, an empty one too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            allow_empty_file=True, widget=FileUpload(multiple=True, accept="image/*,.heic,.heif"), **options
        )


class ContactFields(GovukForm):
    lacking = {
        TellBy.EMAIL: "Enter your email address, so that we can write to you",
        TellBy.PHONE: "Enter your phone number, so that we can ring you",
        TellBy.TEXT: "Enter a UK mobile number, so that we can send you a text message",
    }

    name = forms.CharField(
        label="Your full name",
        max_length=100,
        widget=Text(autocomplete="name", spellcheck=False),
        error_messages={
            "required": "Enter your full name",
            "max_length": "Your full name must be 100 characters or fewer",
        },
    )
    phone = PhoneField(
        label="Phone number",
        help_text="Give a phone number, an email address or both. A mobile is best.",
        widget=Tel(),
    )
    email = forms.CharField(
        label="Email address",
        required=False,
        max_length=254,
        widget=Email(),
        error_messages={"max_length": EMAIL_WRONG},
    )
    tell_by = forms.ChoiceField(
        label="How should we tell you about this repair?",
        widget=Radios(),
        choices=WAYS,
        error_messages={"required": WAY_NOT_CHOSEN, "invalid_choice": WAY_NOT_CHOSEN},
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email and not is_email(email):
            raise forms.ValidationError(EMAIL_WRONG)
        return email

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.check_way_to_tell(given)
        return given

    def check_way_to_tell(self, given: dict[str, Any]) -> None:
        """Whatever way is chosen, we must have what it needs."""
        way, phone, email = given.get("tell_by"), given.get("phone"), given.get("email")
        if way == TellBy.EMAIL and not email and "email" not in self.errors:
            self.add_error("email", self.lacking[TellBy.EMAIL])
        if way == TellBy.PHONE and not phone and "phone" not in self.errors:
            self.add_error("phone", self.lacking[TellBy.PHONE])
        if way == TellBy.TEXT and "phone" not in self.errors and not self.takes_texts():
            self.add_error("phone", self.lacking[TellBy.TEXT])

    def takes_texts(self) -> bool:
        number = cast(PhoneField, self.fields["phone"]).number
        return number is not None and is_mobile(number)


class VisitFields(GovukForm):
    who = forms.ChoiceField(
        label="Who will be in when we come?",
        help_text="They must be 18 or over.",
        widget=Radios(reveals={SOMEONE_ELSE: ("in_name", "in_phone")}),
        choices=[(ME, "I will"), (SOMEONE_ELSE, "Someone else")],
        error_messages={"required": WHO_NOT_CHOSEN, "invalid_choice": WHO_NOT_CHOSEN},
    )
    in_name = forms.CharField(
        label="Their full name",
        required=False,
        max_length=100,
        widget=Text(spellcheck=False),
        error_messages={"max_length": "Their full name must be 100 characters or fewer"},
    )
    in_phone = PhoneField(
        label="Their phone number (optional)",
        widget=Tel(autocomplete=""),
    )
    access_notes = CountedText(
        label="Is there anything we should know before we come? (optional)",
        help_text="For example, that you are deaf, or need time to get to the door. Your language, pets or parking.",
        required=False,
        limit=LONGEST_NOTES,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("who") == SOMEONE_ELSE and not given.get("in_name") and "in_name" not in self.errors:
            self.add_error("in_name", "Enter the full name of the person who will be in")
        return given
