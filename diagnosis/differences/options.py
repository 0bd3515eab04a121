"""What changed in the options of a page."""

from collections.abc import Iterator, Mapping

from diagnosis.differences.words import changed_mark, changed_words, name_both, name_node, quote
from diagnosis.tree import Advice, Option, Outcome, Question, Tree

OPTION_MARKS = (
    ("not_sure", "for people who are not sure"),
    ("something_else", "for something else"),
    ("divider", "set apart by “or”"),
)


def options_changes(
    before: Tree, after: Tree, old: Question | Advice | Outcome, new: Question | Advice | Outcome
) -> Iterator[str]:
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
