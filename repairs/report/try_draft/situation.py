"""What else is known of a problem while a diagnosis is tried: who lives there, how, and what was seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from diagnosis.fact_words import FACT_WORDS
from diagnosis.models import DraftExample
from repairs.report.steps.household import PEOPLE

Choices = list[tuple[str, str]]

FACT = "fact_"
MOST_RECALLS = 9

PEOPLE_AT_RISK: Choices = [(person.value, words) for person, words in PEOPLE]
ANSWERS: Choices = [("", "Not asked"), *DraftExample.Answer.choices]
ONE_OF: dict[str, Choices] = {
    "tenure": DraftExample.Tenure.choices,
    "damp": ANSWERS,
    "recent": ANSWERS,
    "recalls": [(str(number), str(number)) for number in range(MOST_RECALLS + 1)],
    "season": DraftExample.Season.choices,
}
FACTS: dict[str, Choices] = {
    f"{FACT}{name}": [("", "Not known"), *words.values.items()] for name, words in FACT_WORDS.items()
}


@dataclass(frozen=True)
class Situation:
    people: tuple[str, ...] = ()
    damp: str = ""
    recent: str = ""
    recalls: str = "0"
    tenure: str = "secure"
    season: str = "winter"
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> Iterator[tuple[str, str]]:
        """What differs from the usual, as an address names it."""
        yield from (("people", person) for person in self.people)
        for name in ONE_OF:
            if getattr(self, name) != getattr(USUAL, name):
                yield name, getattr(self, name)
        yield from ((f"{FACT}{name}", value) for name, value in self.facts.items())

    @property
    def values(self) -> dict[str, Any]:
        """For the fields of a form."""
        facts = {f"{FACT}{name}": value for name, value in self.facts.items()}
        return {"people": list(self.people), **{name: getattr(self, name) for name in ONE_OF}, **facts}

    @property
    def of_example(self) -> dict[str, Any]:
        """As an example keeps it."""
        return {
            "people_at_risk": self.people,
            "damp": self.damp or None,
            "recent": self.recent or None,
            "recalls": int(self.recalls),
            "tenure": self.tenure,
            "season": self.season,
            "facts": dict(self.facts),
        }


USUAL = Situation()


def read_situation(query: QueryDict) -> Situation:
    """What an address says that is one of the choices. Anything else counts as not said."""
    said = {name: query.get(name, "") for name in ONE_OF}
    known = {name: value for name, value in said.items() if value in dict(ONE_OF[name])}
    facts = {name: query.get(name, "") for name in FACTS}
    return Situation(
        people=tuple(person for person, _ in PEOPLE_AT_RISK if person in query.getlist("people")),
        facts={name.removeprefix(FACT): value for name, value in facts.items() if value in dict(FACTS[name]) and value},
        **{name: value or getattr(USUAL, name) for name, value in known.items()},
    )


def situation_of(example: DraftExample) -> Situation:
    return Situation(
        people=tuple(example.people_at_risk),
        damp=example.damp,
        recent=example.recent,
        recalls=str(example.recalls),
        tenure=example.tenure,
        season=example.season,
        facts=example.facts,
    )
