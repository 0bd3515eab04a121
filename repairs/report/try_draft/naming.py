"""A name for a case, from the answers and the situation that make it. Staff make a better sentence of it."""

from collections.abc import Iterator

from diagnosis.fact_words import say_fact
from diagnosis.problems.examples import LONGEST_NAME
from diagnosis.tree import Advice
from diagnosis.walk import walk
from repairs.report.try_draft.decided import Decided
from repairs.report.try_draft.situation import ONE_OF, PEOPLE_AT_RISK, Situation

SITUATION = {
    "damp": {"yes": "damp or mould", "not-sure": "perhaps damp or mould"},
    "recent": {"yes": "repaired in the last month"},
    "season": {"summer": "in summer"},
}


def name_for(decided: Decided) -> str:
    said = [*answers_of(decided), *situation_of(decided.situation)]
    text = ", ".join([*said[:1], *(words[:1].lower() + words[1:] for words in said[1:])])
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1].rsplit(',', 1)[0][: LONGEST_NAME - 1]}…"


def answers_of(decided: Decided) -> Iterator[str]:
    """Yes and no need their question. What stands apart on a page about safety is that nothing of it is so."""
    answered = [(page, option) for page, option in walk(decided.tree, decided.answers).answered if page.is_choice]
    for page, option in answered:
        if page.order == "safety" and option.divider and len(answered) > 1:
            continue
        asked = page.question if isinstance(page, Advice) else page.text
        yield f"{asked} {option.text}" if option.not_sure or option.text in {"Yes", "No"} else option.text


def situation_of(situation: Situation) -> Iterator[str]:
    yield from (dict(PEOPLE_AT_RISK)[person] for person in situation.people)
    if situation.tenure != "secure":
        yield dict(ONE_OF["tenure"])[situation.tenure]
    for name, words in SITUATION.items():
        if said := words.get(getattr(situation, name)):
            yield said
    yield from (say_fact(name, value) for name, value in situation.facts.items())
    if situation.recalls != "0":
        yield f"{situation.recalls} failed repairs"
