from collections.abc import Collection

from django import forms
from django.forms.boundfield import BoundField

from diagnosis.fact_words import FACT_WORDS
from repairs.govuk.forms import GovukForm
from repairs.govuk.widgets import Checkboxes
from repairs.report.try_draft.situation import FACT, FACTS, ONE_OF, PEOPLE_AT_RISK, Situation


class SituationForm(GovukForm):
    """What else is known, tried with the same answers. It goes into the address, where nothing can be wrong."""

    tenure = forms.ChoiceField(label="How they live there", choices=ONE_OF["tenure"])
    season = forms.ChoiceField(label="When they report it", choices=ONE_OF["season"])
    people = forms.MultipleChoiceField(
        label="Who is more at risk at home", widget=Checkboxes(), choices=PEOPLE_AT_RISK, required=False
    )
    damp = forms.ChoiceField(label="Damp, mould or a musty smell", choices=ONE_OF["damp"])
    recent = forms.ChoiceField(label="Repaired in the last month", choices=ONE_OF["recent"])
    recalls = forms.ChoiceField(label="Repairs that failed in the last month", choices=ONE_OF["recalls"])

    def __init__(self, situation: Situation, told: Collection[str]) -> None:
        """`told` are facts that the answers tell already, which are only asked for where they were changed here."""
        super().__init__(initial=situation.values)
        self.changed_facts = bool(situation.facts)
        for name, words in FACT_WORDS.items():
            if name not in told or name in situation.facts:
                self.fields[f"{FACT}{name}"] = forms.ChoiceField(label=words.asks, choices=FACTS[f"{FACT}{name}"])

    @property
    def usual(self) -> list[BoundField]:
        return [field for field in self if not field.name.startswith(FACT)]

    @property
    def facts(self) -> list[BoundField]:
        return [field for field in self if field.name.startswith(FACT)]
