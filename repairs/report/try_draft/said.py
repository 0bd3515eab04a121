"""The answers so far, in words."""

from dataclasses import dataclass

from diagnosis.fact_words import say_fact
from diagnosis.tree import Advice
from repairs.report.try_draft.trial import Trial


@dataclass(frozen=True)
class Said:
    asked: str
    answer: str
    tells: tuple[str, ...]
    change: str
    """Where it is changed."""


def said_so_far(trial: Trial) -> list[Said]:
    return [
        Said(
            asked=(page.question or page.title) if isinstance(page, Advice) else page.text,
            answer=option.text,
            tells=tuple(say_fact(name, value) for name, value in option.facts.items()),
            change=trial.address(trial.trying.looking_at(page.key)),
        )
        for page, option in trial.walk.answered
    ]
