"""The form of an example, in the words of its draft and of the council's tables."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from diagnosis.admin.draft_fields import WordsField
from diagnosis.admin.draft_listings import list_priorities
from diagnosis.admin.listing import Listing, ListingField
from diagnosis.characters import UNKEPT
from diagnosis.differences.examples import PEOPLE
from diagnosis.example import Example
from diagnosis.fact_words import FACT_WORDS
from diagnosis.models import DraftExample, DraftNode
from diagnosis.problems.examples import LONGEST_NAME, LONGEST_REASON
from diagnosis.triage import EMERGENCY_RINGS, RULES

FACT = "fact_"
MOST_RECALLS = 9
NOT_ASKED = ("", "Not asked")
RULE_WORDS = {**{rule.name: rule.text for rule in RULES}, EMERGENCY_RINGS.rule: EMERGENCY_RINGS.text}
TOO_LONG = "This has %(show_value)s characters. The most is %(limit_value)s."
SITUATION = ("tenure", "season", "people_at_risk", "damp", "recent", "recalls")
EXPECTED = ("outcome", "priority", "ending", "rules")


class ExampleForm(forms.Form):
    use_required_attribute = False

    name = WordsField(
        label="The situation in plain words",
        help_text="For example: A tap drips, and someone is over 65.",
        empty="Enter the situation.",
    )
    no_answers = forms.BooleanField(
        label="Leave these answers out, and try the outcome by itself",
        help_text="For a situation that no answers describe. Then say below what is known.",
        required=False,
    )
    tenure = forms.ChoiceField(
        label="How they live there",
        choices=DraftExample.Tenure,
        error_messages={"required": "Select how they live there."},
    )
    season = forms.ChoiceField(
        label="When they report it",
        choices=DraftExample.Season,
        error_messages={"required": "Select when they report it."},
    )
    people_at_risk = forms.MultipleChoiceField(
        label="Who is more at risk at home",
        choices=[(person, words.capitalize()) for person, words in PEOPLE.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    damp = forms.ChoiceField(
        label="Damp, mould or a musty smell", choices=[NOT_ASKED, *DraftExample.Answer.choices], required=False
    )
    recent = forms.ChoiceField(
        label="Repaired in the last month", choices=[NOT_ASKED, *DraftExample.Answer.choices], required=False
    )
    recalls = forms.ChoiceField(
        label="Repairs that failed in the last month",
        choices=[(number, str(number)) for number in range(MOST_RECALLS + 1)],
        required=False,
    )
    outcome = ListingField(label="It must end at", error_messages={"required": "Select where it must end."})
    priority = ListingField(label="With the priority", required=False)
    ending = forms.ChoiceField(
        label="And then",
        choices=DraftNode.Ending,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what comes then."},
    )
    rules = forms.MultipleChoiceField(
        label="Rules that must play a part",
        help_text="Other rules may play a part too.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    withdrawn = WordsField(
        label="Why it is withdrawn",
        help_text="Leave this empty while it must hold. An example that is withdrawn is kept, and is not tried.",
    )

    def __init__(self, example: DraftExample, data: Any = None) -> None:
        plain = ("name", *SITUATION, *EXPECTED, "withdrawn")
        super().__init__(data, initial={name: getattr(example, name) for name in plain})
        self.example = example
        if not example.answers:
            del self.fields["no_answers"]
        self.fields["name"].validators = [MaxLengthValidator(LONGEST_NAME, TOO_LONG)]
        self.fields["withdrawn"].validators = [MaxLengthValidator(LONGEST_REASON, TOO_LONG)]
        self.offer("outcome", list_outcomes(example), example.outcome)
        self.offer("priority", list_priorities(), example.priority)
        cast(forms.ChoiceField, self.fields["rules"]).choices = list_rules(example)
        self.add_facts()
        for field in self.fields.values():
            field.error_messages |= dict.fromkeys(["invalid_choice", "invalid_list"], "Select one of the list.")

    def offer(self, name: str, listing: Listing, stored: str) -> None:
        field = self.fields[name]
        if isinstance(field, ListingField):
            field.offer(listing, stored=stored)

    def add_facts(self) -> None:
        for name in {**FACT_WORDS, **self.example.facts}:
            words = FACT_WORDS.get(name)
            self.fields[f"{FACT}{name}"] = ListingField(label=words.asks if words else name, required=False)
            values = tuple(words.values.items()) if words else ()
            stored = str(self.example.facts.get(name, ""))
            self.offer(f"{FACT}{name}", Listing("Not known", (("", values),)), stored)
            self.initial[f"{FACT}{name}"] = stored

    def clean_name(self) -> str:
        return without_controls(self.cleaned_data["name"])

    def clean_withdrawn(self) -> str:
        return without_controls(self.cleaned_data["withdrawn"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if "name" in given and not given["name"]:
            self.add_error("name", ValidationError("Enter the situation."))
        return given

    @property
    def situation(self) -> list[Any]:
        return [self[name] for name in SITUATION]

    @property
    def facts(self) -> list[Any]:
        return [field for field in self if field.name.startswith(FACT)]

    @property
    def expected(self) -> list[Any]:
        return [self[name] for name in EXPECTED]

    @property
    def kept(self) -> Example:
        """What the form says, as an example."""
        given = self.cleaned_data
        facts = {name.removeprefix(FACT): value for name, value in given.items() if name.startswith(FACT) and value}
        return Example.model_validate(
            {
                "key": self.example.key or "new",
                "name": given["name"],
                "answers": {} if given.get("no_answers") else self.example.answers,
                "facts": facts,
                **{name: given[name] for name in ("tenure", "season", "people_at_risk")},
                "recalls": given["recalls"] or 0,
                "damp": given["damp"] or None,
                "recent": given["recent"] or None,
                "expect": {name: given[name] for name in EXPECTED},
                "withdrawn": given["withdrawn"],
            }
        )


def without_controls(text: str) -> str:
    return " ".join(UNKEPT.sub("", text).split())


def list_outcomes(example: DraftExample) -> Listing:
    outcomes = DraftNode.objects.filter(tree=example.tree_id, kind=DraftNode.Kind.OUTCOME)
    named = sorted(((node.key, node.heading or node.key) for node in outcomes), key=lambda one: one[1].casefold())
    return Listing("None yet", (("", tuple(named)),))


def list_rules(example: DraftExample) -> list[tuple[str, str]]:
    unknown = {rule: f"{rule} (there is no such rule)" for rule in example.rules if rule not in RULE_WORDS}
    return list({**RULE_WORDS, **unknown}.items())
