from typing import cast

from django import forms
from django.http import QueryDict

from diagnosis.characters import UNKEPT
from diagnosis.example import Expected
from diagnosis.models import DraftExample
from diagnosis.problems.examples import LONGEST_NAME
from diagnosis.tree import Outcome, Tree
from diagnosis.triage import EMERGENCY_RINGS, RULES
from repairs.govuk.forms import GovukForm
from repairs.govuk.typed import without_control_characters
from repairs.govuk.widgets import Checkboxes, Text
from repairs.report.try_draft.decided import Decided
from repairs.report.try_draft.naming import name_for
from repairs.report.try_draft.tables import ENDINGS

RULE_WORDS = [*((rule.name, rule.text) for rule in RULES), (EMERGENCY_RINGS.rule, EMERGENCY_RINGS.text)]


def always(message: str) -> dict[str, str]:
    return dict.fromkeys(["required", "invalid_choice", "invalid_list"], message)


class KeepForm(GovukForm):
    """What was tried, to be kept as an example that must hold."""

    name = forms.CharField(
        label="Name of the example",
        help_text="The situation in plain words.",
        max_length=LONGEST_NAME,
        widget=Text(),
        error_messages={
            "required": "Enter a name for the example",
            "max_length": f"The name must be {LONGEST_NAME} characters or fewer",
        },
    )
    outcome = forms.ChoiceField(label="It must end at", error_messages=always("Select an outcome"))
    priority = forms.ChoiceField(label="With the priority", required=False, error_messages=always("Select a priority"))
    ending = forms.ChoiceField(
        label="And then", choices=list(ENDINGS.items()), error_messages=always("Select how it ends")
    )
    rules = forms.MultipleChoiceField(
        label="Rules that must play a part",
        help_text="Other rules may play a part too.",
        widget=Checkboxes(),
        choices=RULE_WORDS,
        required=False,
        error_messages=always("Select rules from the list"),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)

    def __init__(self, data: QueryDict | None, decided: Decided, example: DraftExample | None) -> None:
        super().__init__(data and without_control_characters(data), initial=initial(decided, example))
        self.example = example
        choices = {"outcome": outcome_choices(decided.tree), "priority": decided.tables.priority_choices}
        for name, offered in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = offered

    def clean_name(self) -> str:
        return " ".join(UNKEPT.sub("", self.cleaned_data["name"]).split())

    def clean_revision(self) -> int:
        """Without one, it counts as changed by someone else."""
        given: int | None = self.cleaned_data["revision"]
        return -1 if given is None else given

    def take_up_revision(self) -> None:
        """Whoever saves once more, after being told, means it."""
        data = cast(QueryDict, self.data).copy()
        data["revision"] = str(self.example.revision) if self.example else ""
        self.data = data

    @property
    def expected(self) -> Expected:
        given = self.cleaned_data
        return Expected(**{name: given[name] for name in ("outcome", "priority", "ending", "rules")})


def initial(decided: Decided, example: DraftExample | None) -> dict[str, object]:
    known = {"name": example.name, "revision": example.revision} if example else {"name": name_for(decided)}
    return {**known, **decided.expected.model_dump(mode="json")}


def outcome_choices(tree: Tree) -> list[tuple[str, str]]:
    outcomes = [(node.key, node.title) for node in tree.nodes if isinstance(node, Outcome)]
    return sorted(outcomes, key=lambda choice: choice[1].casefold())
