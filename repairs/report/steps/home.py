from typing import Any

from django import forms

from repairs.govuk.widgets import Radios
from repairs.homes.find import home_for_choice, homes_at
from repairs.homes.postcode import Postcode
from repairs.report.answers import NOT_LISTED, Answers
from repairs.report.step_form import StepForm

# A list longer than this gets a box that finds the number in it.
LONG_LIST = 20


class HomeForm(StepForm):
    template = "report/home.html"

    home = forms.ChoiceField(
        label="Which home needs the repair?",
        widget=Radios(),
        error_messages={
            "required": "Select the home that needs the repair, or say that the address is not here",
            "invalid_choice": "Select the home that needs the repair, or say that the address is not here",
        },
    )

    def prepare(self) -> None:
        homes = homes_at(self.postcode)
        self.found = len(homes)
        self.choices = [(home.value, home.address) for home in homes]
        field = self.fields["home"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*self.choices, (NOT_LISTED, "My address is not here")]
        if isinstance(field.widget, Radios):
            field.widget.or_before = NOT_LISTED if homes else ""

    @property
    def postcode(self) -> Postcode:
        return Postcode(self.asking.answers.postcode or "")

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        return {"home": answers.home}

    def keep(self) -> dict[str, Any] | None:
        chosen = self.cleaned_data["home"]
        if chosen != NOT_LISTED and home_for_choice(self.postcode, chosen) is None:
            self.add_error("home", self.fields["home"].error_messages["required"])
            return None
        return {"home": chosen}

    def words(self) -> dict[str, Any]:
        return {"postcode": self.postcode, "found": self.found, "long_list": self.found > LONG_LIST}
