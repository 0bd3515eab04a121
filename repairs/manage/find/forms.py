import re
import unicodedata
from typing import Any

from django import forms
from django.http import QueryDict

from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Text
from repairs.homes.postcode import PostcodeError, parse_postcode
from repairs.log.codes import DIGITS
from repairs.log.email import is_email
from repairs.log.models import Message
from repairs.log.phone import NotAPhoneNumber, is_mobile, read_phone, write_phone
from repairs.log.reference import read_reference

NOT_A_REFERENCE = "Enter your reference. It has 10 letters and numbers, like KM7-4QX-9TDR"
NOT_A_POSTCODE = "Enter the full postcode of the home, like NM1 2AB"
NOT_FOUND = "We cannot find a repair with this reference and this postcode. Check both of them"
NOT_A_CODE = f"Enter the code. It is {DIGITS} numbers"
WRONG_CODE = "This code does not work. Check it, or ask for a new code"
NOT_A_CONTACT = "Enter a UK mobile number or an email address, like 07700 900 982 or name@example.com"


class TypedForm(GovukForm):
    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data and without_control_characters(data), **options)


class FindForm(TypedForm):
    title = "Follow a repair you have reported"

    reference = forms.CharField(
        label="Your reference",
        help_text="It is in our messages to you, like KM7-4QX-9TDR.",
        widget=Text(width=20, autocomplete="off", spellcheck=False, attrs={"autocapitalize": "characters"}),
        error_messages={"required": NOT_A_REFERENCE},
    )
    postcode = forms.CharField(
        label="The postcode of the home",
        help_text="For example, NM1 2AB.",
        widget=Text(width=10, autocomplete="postal-code"),
        error_messages={"required": NOT_A_POSTCODE},
    )

    def clean_reference(self) -> str:
        read = read_reference(self.cleaned_data["reference"])
        if read is None:
            raise forms.ValidationError(NOT_A_REFERENCE)
        return read

    def clean_postcode(self) -> str:
        try:
            return str(parse_postcode(self.cleaned_data["postcode"]))
        except PostcodeError as error:
            raise forms.ValidationError(NOT_A_POSTCODE) from error


class CodeForm(TypedForm):
    title = "Enter your code"

    code = forms.CharField(
        label="Your code",
        widget=Text(width=5, autocomplete="one-time-code", inputmode="numeric", spellcheck=False),
        error_messages={"required": NOT_A_CODE},
    )

    def clean_code(self) -> str:
        typed = unicodedata.normalize("NFKC", self.cleaned_data["code"][:60])
        code = re.sub(r"[\W_]", "", typed)
        if not re.fullmatch(f"[0-9]{{{DIGITS}}}", code):
            raise forms.ValidationError(NOT_A_CODE)
        return code


class LostForm(TypedForm):
    title = "I have lost my reference"

    contact = forms.CharField(
        label="Your mobile number or email address",
        help_text="Give the one that you gave us when you reported the repair.",
        widget=Text(autocomplete="off", spellcheck=False),
        error_messages={"required": NOT_A_CONTACT},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("contact", "")
        if typed and is_email(typed):
            return {"contact": typed, "channel": Message.Channel.EMAIL}
        try:
            if typed and is_mobile(read_phone(typed)):
                return {"contact": write_phone(typed), "channel": Message.Channel.TEXT}
        except NotAPhoneNumber:
            pass
        if "contact" not in self.errors:
            self.add_error("contact", NOT_A_CONTACT)
        return cleaned
