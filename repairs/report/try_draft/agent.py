"""A question as an agent asks it on the phone: where each answer leads, and what it tells."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.ahead import is_sure_emergency
from diagnosis.fact_words import say_fact
from diagnosis.tree import Advice, Page, on_screen
from diagnosis.walk import walk
from repairs.report.try_draft.trial import Trial

KINDS = {"question": "question", "advice": "advice page", "outcome": "outcome"}


@dataclass(frozen=True)
class Offered:
    """One of the answers that can be given."""

    text: str
    hint: str
    address: str
    tells: tuple[str, ...]
    kind: str
    """Of what it leads to. Empty where it leads nowhere."""
    leads_to: str
    emergency: bool
    """Every way on ends in one."""
    ring: bool
    """The page that it leads to begins with our phone number."""
    chosen: bool


def offered(trial: Trial, page: Page) -> Iterator[Offered]:
    answers = trial.trying.answers
    before = {key: answers[key] for key in list(answers)[: place_of(page, trial)]}
    facts = walk(trial.tree, before).facts
    for option in on_screen(page):
        following = trial.tree.by_key.get(option.next)
        yield Offered(
            text=option.text,
            hint=option.hint,
            address=trial.address(trial.trying.answering(page.key, option.key)),
            tells=tuple(say_fact(name, value) for name, value in option.facts.items()),
            kind=KINDS[following.kind] if following else "",
            leads_to=following.heading if following else "",
            emergency=is_sure_emergency(trial.tree, option, facts, trial.decide),
            ring=isinstance(following, Advice) and following.ring,
            chosen=answers.get(page.key) == option.key,
        )


def place_of(page: Page, trial: Trial) -> int:
    return [met.key for met in trial.walk.pages].index(page.key)
