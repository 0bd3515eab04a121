from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict

from repairs.govuk.fields import CountedText
from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.log.details.contact import ContactDetails
from repairs.log.details.fields import ME, SOMEONE_ELSE, ContactFields, PhotoFiles, VisitFields
from repairs.log.details.visit import VisitDetails
from repairs.log.phone import write_phone

MOST_CHARACTERS = 500
CHANGED = "Your details have been changed since you opened this page. Check it, and save it again"


class VisitForm(VisitFields):
    title = "Who will be in"

    def __init__(self, data: QueryDict | None = None, *, before: VisitDetails) -> None:
        known = {"who": SOMEONE_ELSE if before.in_name else ME, "in_name": before.in_name, "in_phone": before.in_phone}
        super().__init__(
            data and without_control_characters(data), initial={**known, "access_notes": before.access_notes}
        )

    @property
    def details(self) -> VisitDetails:
        given: dict[str, Any] = self.cleaned_data
        if given["who"] == ME:
            return VisitDetails(access_notes=given["access_notes"])
        phone = given["in_phone"]
        return VisitDetails(given["in_name"], write_phone(phone) if phone else "", given["access_notes"])


class ContactForm(ContactFields):
    title = "Change your contact details"

    def __init__(self, data: QueryDict | None = None, *, before: ContactDetails) -> None:
        super().__init__(data and without_control_characters(data), initial=asdict(before))

    @property
    def details(self) -> ContactDetails:
        given: dict[str, Any] = self.cleaned_data
        phone = write_phone(given["phone"]) if given["phone"] else ""
        return ContactDetails(given["name"], phone, given["email"], given["tell_by"])


class AddForm(GovukForm):
    title = "Add photos or tell us more"

    words = CountedText(label="What do you want to tell us? (optional)", required=False, limit=MOST_CHARACTERS)
    photos = PhotoFiles(
        label="Add photos (optional)",
        help_text="Show the problem. Leave out people, and papers with names.",
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, files: Any = None) -> None:
        super().__init__(data and without_control_characters(data), files)

    def clear_words(self) -> None:
        self.data = QueryDict()


def token_in(data: QueryDict) -> UUID:
    """Which page was sent, so that sending it twice is sending it once."""
    try:
        return UUID(data.get("token", ""))
    except ValueError:
        return uuid4()


def seen_in(form: forms.Form) -> str:
    """Which details were on the page."""
    return str(form.data.get("seen", ""))
