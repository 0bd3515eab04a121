from typing import Any

from django import forms

from repairs.govuk.ready_choices import ReadyChoices
from repairs.govuk.widgets import Radios
from repairs.homes.find import HomeChoice, homes_at
from repairs.homes.postcode import Postcode
from repairs.report.answers import NOT_LISTED, Answers
from repairs.report.step_form import StepForm

# A list longer than this comes with a box that finds a number in it.
LONG_LIST = 25


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
        field = self.choice("home")
        not_here = (NOT_LISTED, "My address is not here")
        field.choices = ReadyChoices([*((home.value, home.address) for home in homes), not_here])
        self.looked_for = " ".join(self.asking.query.get("find", "")[:60].split())
        self.matching = with_number(homes, self.looked_for)
        shown = [*((home.value, home.address) for home in self.matching or homes), not_here]
        field.widget.choices = ReadyChoices(shown)
        if isinstance(field.widget, Radios):
            field.widget.or_before = NOT_LISTED if homes else ""

    @property
    def postcode(self) -> Postcode:
        return Postcode(self.asking.answers.postcode or "")

    @property
    def title(self) -> str:
        return super().title if self.found else f"We cannot find one of our homes at {in_one_piece(self.postcode)}"

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        return {"home": answers.home}

    def keep(self) -> dict[str, Any]:
        return {"home": self.cleaned_data["home"]}

    def to_say(self) -> str:
        if not self.found:
            return "I cannot find one of our homes there. Can you say the postcode again?"
        return "What is the house or flat number, and the street?"

    def words(self) -> dict[str, Any]:
        return {
            "postcode": self.postcode,
            "found": self.found,
            "long_list": self.found > LONG_LIST,
            "looked_for": self.looked_for,
            "matching": len(self.matching),
        }


def in_one_piece(postcode: Postcode) -> str:
    """With a space at which no line ends."""
    return str(postcode).replace(" ", "\N{NO-BREAK SPACE}")


def with_number(homes: list[HomeChoice], looked_for: str) -> list[HomeChoice]:
    """The homes whose address has every word that is looked for: a number whole, a word from its beginning."""
    wanted = looked_for.casefold().split()
    return [home for home in homes if all(has_word(home.address, word) for word in wanted)]


def has_word(address: str, word: str) -> bool:
    words = address.casefold().replace(",", " ").split()
    return word in words or (not word[0].isdigit() and any(part.startswith(word) for part in words))
