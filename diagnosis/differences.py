"""What changed between two trees, in words that a repairs manager reads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from diagnosis.right_to_repair import CATEGORIES
from diagnosis.tree import Advice, Block, Option, Outcome, Question, SorLine, Tree
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
OPTION_MARKS = (
    ("not_sure", "for people who are not sure"),
    ("something_else", "for something else"),
    ("divider", "set apart by “or”"),
)
LINES = {"bullets": "bullet ", "steps": "step ", "warning": "warning "}


@dataclass(frozen=True)
class Difference:
    node_key: str
    """Empty where it is about the tree as a whole. That of a page that was removed is only in the tree before."""
    text: str


def differences(before: Tree | None, after: Tree) -> list[Difference]:
    """The tree as a whole, then its pages in their order, then the pages that were removed.

    Keys tell what is the same page or option: one with another key is a new one.
    """
    if before is None:
        return [Difference("", f"This is the first version of “{after.title}”.")]
    return list(dict.fromkeys(all_differences(before, after)))


def all_differences(before: Tree, after: Tree) -> Iterator[Difference]:
    yield from (Difference("", text) for text in tree_changes(before, after))
    for key, node in after.by_key.items():
        old = before.by_key.get(key)
        if old is None:
            yield Difference(key, f"The {KINDS[node.kind]} {name_node(after, key)} was added.")
        elif old != node:
            page = name_node(after, key)
            yield from (Difference(key, f"{page}: {text}.") for text in node_changes(before, after, old, node))
    for key, node in before.by_key.items():
        if key not in after.by_key:
            yield Difference(key, f"The {KINDS[node.kind]} {name_node(before, key)} was removed.")


def tree_changes(before: Tree, after: Tree) -> Iterator[str]:
    for name in ("key", "title", "language"):
        for text in changed_words(f"{name} of the tree", getattr(before, name), getattr(after, name)):
            yield f"{text[0].upper()}{text[1:]}."
    if before.start != after.start:
        old, new = name_both(before, before.start, after, after.start)
        yield f"Reports now start at {new}, not at {old}."


def node_changes(before: Tree, after: Tree, old: AnyNode, new: AnyNode) -> Iterator[str]:
    if old.kind != new.kind:
        yield f"the {KINDS[old.kind]} is now {'a' if new.kind == 'question' else 'an'} {KINDS[new.kind]}"
    yield from changed_words("heading", old.heading, new.heading)
    for name in ("hint", "question"):
        yield from changed_words(name, getattr(old, name, ""), getattr(new, name, ""))
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


def options_changes(before: Tree, after: Tree, old: AnyNode, new: AnyNode) -> Iterator[str]:
    was, now = ({option.key: option for option in node.options} for node in (old, new))
    for key, option in now.items():
        if key not in was:
            yield f"the option {quote(option.text)} was added, and leads to {name_node(after, option.next)}"
        else:
            yield from option_changes(before, after, was[key], option)
    yield from (f"the option {quote(option.text)} was removed" for key, option in was.items() if key not in now)
    if not (isinstance(new, Question) and new.order == "alphabetical") and moved(list(was), list(now)):
        yield f"the options are now in this order: {', '.join(quote(option.text) for option in now.values())}"


def moved(was: list[str], now: list[str]) -> bool:
    return [key for key in was if key in now] != [key for key in now if key in was]


def option_changes(before: Tree, after: Tree, old: Option, new: Option) -> Iterator[str]:
    option = f"option {quote(new.text)}"
    if old.text != new.text:
        yield f"the option {quote(old.text)} was reworded to {quote(new.text)}"
    if old.next != new.next:
        was, now = name_both(before, old.next, after, new.next)
        yield f"the {option} now leads to {now}, not to {was}"
    yield from changed_words(f"hint of the {option}", old.hint, new.hint)
    yield from facts_changes(option, old.facts, new.facts)
    for name, mark in OPTION_MARKS:
        yield from changed_mark(f"the {option} is", mark, getattr(old, name), getattr(new, name))


def facts_changes(option: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    was, now = (", ".join(f"{name}: {value}" for name, value in sorted(facts.items())) for facts in (old, new))
    if now and was != now:
        yield f"the {option} now establishes {quote(now)}" + (f", not {quote(was)}" if was else "")
    elif was != now:
        yield f"the {option} no longer establishes {quote(was)}"


def body_changes(old: Iterable[Block], new: Iterable[Block]) -> Iterator[str]:
    was, now = lines_of(old), lines_of(new)
    if old == new:
        return
    if sorted(was) == sorted(now):
        yield "the body says the same in another order or other blocks"
        return
    for _, start, end, new_start, new_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        gone, come = " and ".join(was[start:end]), " and ".join(now[new_start:new_end])
        if gone and come and gone != come:
            yield f"the body now says {come} instead of {gone}"
        elif gone != come:
            yield f"the body now also says {come}" if come else f"the body no longer says {gone}"


def lines_of(body: Iterable[Block]) -> list[str]:
    kinds = ((block, LINES.get(next(iter(block.model_fields_set)), "")) for block in body)
    return [f"{kind}{quote(text)}" for block, kind in kinds for text in block.texts]


def changed_words(what: str, old: str, new: str) -> Iterator[str]:
    if old and new and old != new:
        yield f"the {what} changed from {quote(old)} to {quote(new)}"
    elif old != new:
        yield f"the {what} was added: {quote(new)}" if new else f"the {what} was taken away: {quote(old)}"


def changed_mark(subject: str, mark: str, old: bool, new: bool) -> Iterator[str]:
    if old != new:
        yield f"{subject} {'now' if new else 'no longer'} {mark}"


def name_both(before: Tree, old: str, after: Tree, new: str) -> tuple[str, str]:
    """With their keys where their headings are the same."""
    was, now = name_node(before, old), name_node(after, new)
    return (was, now) if was != now else (f"{was} ({old})", f"{now} ({new})")


def name_node(tree: Tree, key: str) -> str:
    """Its heading, and its key too where another page has the same heading."""
    node = tree.by_key.get(key)
    if node is None:
        return quote(key) if key else "no page"
    alike = sum(other.heading == node.heading for other in tree.by_key.values())
    return quote(node.heading) if alike == 1 else f"{quote(node.heading)} ({key})"


def quote(text: str) -> str:
    return f"“{text}”"
