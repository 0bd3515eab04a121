"""What changed on a page: a question, an advice page or an outcome."""

from collections.abc import Iterator

from diagnosis.differences.body import body_changes
from diagnosis.differences.options import options_changes
from diagnosis.differences.words import changed_mark, changed_words, quote
from diagnosis.right_to_repair import CATEGORIES
from diagnosis.tree import Advice, Outcome, Question, SorLine, Tree
from diagnosis.vocabulary import HAZARDS, OUTCOME_FLAGS

AnyNode = Question | Advice | Outcome

KINDS = {"question": "question", "advice": "advice page", "outcome": "outcome"}
ORDERS = {"alphabetical": "alphabetical", "given": "as given", "safety": "danger first"}
ENDINGS = {
    "book": "book a time",
    "ring": "ring us",
    "call-back": "we ring back",
    "advice": "advice only",
    "not-ours": "not ours to repair",
}
PAGE_MARKS = (
    ("needs_home", "the page is", "asked only once the home is known"),
    ("ring", "our phone number is", "first on the page"),
)


def node_changes(before: Tree, after: Tree, old: AnyNode, new: AnyNode) -> Iterator[str]:
    if old.kind != new.kind:
        yield f"the {KINDS[old.kind]} is now {'a' if new.kind == 'question' else 'an'} {KINDS[new.kind]}"
    yield from changed_words("heading", old.heading, new.heading)
    for name, what in (("hint", "hint"), ("question", "question"), ("say", "line to say aloud")):
        yield from changed_words(what, getattr(old, name, ""), getattr(new, name, ""))
    yield from body_changes(old.body, new.body)
    yield from page_changes(old, new)
    yield from options_changes(before, after, old, new)
    yield from outcome_changes(old, new)


def page_changes(old: AnyNode, new: AnyNode) -> Iterator[str]:
    if isinstance(old, Question) and isinstance(new, Question):
        yield from changed_words("order of the options", ORDERS[old.order], ORDERS[new.order])
    for name, subject, mark in PAGE_MARKS:
        yield from changed_mark(subject, mark, getattr(old, name, False), getattr(new, name, False))


def outcome_changes(old: AnyNode, new: AnyNode) -> Iterator[str]:
    was, now = outcome_words(old), outcome_words(new)
    for what in was | now:
        yield from changed_words(what, was.get(what, ""), now.get(what, ""))
    flags, flagged = getattr(old, "flags", ()), getattr(new, "flags", ())
    yield from (f"the flag {say_flag(flag)} was taken away" for flag in flags if flag not in flagged)
    yield from (f"the flag {say_flag(flag)} was added" for flag in flagged if flag not in flags)


def outcome_words(node: AnyNode) -> dict[str, str]:
    if not isinstance(node, Outcome):
        return {}
    category = CATEGORIES.get(node.rtr or "")
    return {
        "ending": ENDINGS[node.ending],
        "priority": node.priority,
        "trade": node.trade,
        "list of SoR items": ", ".join(say_line(line) for line in node.sor),
        "Right to Repair category": category.defect if category else node.rtr or "",
        "hazard": HAZARDS.get(node.hazard or "", node.hazard or ""),
        "location": node.location,
    }


def say_flag(flag: str) -> str:
    return quote(OUTCOME_FLAGS.get(flag, flag).rstrip("."))


def say_line(line: SorLine) -> str:
    return line.code if line.quantity == 1 else f"{line.quantity} of {line.code}"
