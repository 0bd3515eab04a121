"""What changed in the examples that must hold."""

from collections.abc import Iterator, Mapping

from diagnosis.differences.pages import ENDINGS
from diagnosis.differences.words import changed_words, name_both, quote
from diagnosis.example import Example
from diagnosis.tree import Outcome, Tree, find_option

ANSWERS = {"yes": "Yes", "no": "No", "not-sure": "Not sure"}
PEOPLE = {
    "child-under-5": "a child under 5",
    "over-65": "someone over 65",
    "pregnant": "someone who is pregnant",
    "health-condition": "someone with a health condition or disability",
    "equipment": "someone who uses medical equipment",
}
TENURES = {
    "secure": "secure tenant",
    "introductory": "introductory tenant",
    "leasehold": "leaseholder",
    "right_to_buy": "tenant who has applied to buy",
    "temporary": "temporary accommodation",
    "shared_ownership": "shared owner",
}
SEASONS = {"winter": "November to April", "summer": "May to October"}


def examples_changes(before: Tree, after: Tree) -> Iterator[tuple[str, str]]:
    """The key of each example that changed, with what changed. Those that were removed come last."""
    was, now = ({example.key: example for example in tree.examples} for tree in (before, after))
    for key, example in now.items():
        if key not in was:
            yield key, f"The example {name_example(after, example)} was added{why_withdrawn(example)}."
        elif was[key] != example:
            yield from ((key, text) for text in example_changes(before, after, was[key], example))
    for key, example in was.items():
        if key not in now:
            yield key, f"The example {name_example(before, example)} was removed."


def why_withdrawn(example: Example) -> str:
    return f", and is withdrawn: {quote(example.withdrawn)}" if example.withdrawn else ""


def example_changes(before: Tree, after: Tree, old: Example, new: Example) -> Iterator[str]:
    name = name_example(after, new)
    if old.name != new.name:
        yield f"The example {quote(old.name)} was reworded to {quote(new.name)}."
    if new.withdrawn and not old.withdrawn:
        yield f"The example {name} was withdrawn: {quote(new.withdrawn)}."
    elif old.withdrawn and not new.withdrawn:
        yield f"The example {name} must hold again."
    else:
        texts = changed_words("reason why it is withdrawn", old.withdrawn, new.withdrawn)
        yield from (f"The example {name}: {text}." for text in texts)
    for changes in (answer_changes(before, after, old, new), situation_changes(old, new)):
        yield from (f"The example {name}: {text}." for text in changes)
    yield from (f"The example {name} {text}." for text in expected_changes(before, after, old, new))


def answer_changes(before: Tree, after: Tree, old: Example, new: Example) -> Iterator[str]:
    for key in {**new.answers, **old.answers}:
        was, now = old.answers.get(key, ""), new.answers.get(key, "")
        if was == now:
            continue
        old_words, new_words = say_answer(before, key, was), say_answer(after, key, now)
        if old_words == new_words:
            old_words, new_words = f"{old_words} ({was})", f"{new_words} ({now})"
        yield from changed_words(f"answer to {say_page(after, before, key)}", old_words, new_words)


def say_page(after: Tree, before: Tree, key: str) -> str:
    node = after.by_key.get(key) or before.by_key.get(key)
    return quote(node.heading if node else key)


def say_answer(tree: Tree, page: str, answer: str) -> str:
    node = tree.by_key.get(page)
    option = None if node is None or isinstance(node, Outcome) else find_option(node, answer)
    return option.text if option else answer


def situation_changes(old: Example, new: Example) -> Iterator[str]:
    for name in {**new.facts, **old.facts}:
        yield from changed_words(f"fact {quote(name)}", old.facts.get(name, ""), new.facts.get(name, ""))
    was, now = situation_words(old), situation_words(new)
    for what in now:
        yield from changed_words(what, was[what], now[what])


def situation_words(example: Example) -> Mapping[str, str]:
    return {
        "list of people at risk": ", ".join(PEOPLE[person] for person in example.people_at_risk),
        "answer about damp or mould": ANSWERS.get(example.damp or "", ""),
        "answer about repairs in the last month": ANSWERS.get(example.recent or "", ""),
        "number of repairs that failed": str(example.recalls),
        "tenure": TENURES[example.tenure],
        "time of year": SEASONS[example.season],
    }


def expected_changes(before: Tree, after: Tree, old: Example, new: Example) -> Iterator[str]:
    was, now = old.expect, new.expect
    if was.outcome != now.outcome:
        old_name, new_name = name_both(before, was.outcome, after, now.outcome)
        yield f"must now end at {new_name}, not at {old_name}"
    if was.priority != now.priority:
        yield f"must now have {say_priority(now.priority)}, not {say_priority(was.priority)}"
    if was.ending != now.ending:
        yield f"must now end with {quote(ENDINGS[now.ending])}, not with {quote(ENDINGS[was.ending])}"
    yield from (f"must now meet the rule {quote(rule)}" for rule in now.rules if rule not in was.rules)
    yield from (f"no longer has to meet the rule {quote(rule)}" for rule in was.rules if rule not in now.rules)


def say_priority(priority: str) -> str:
    return f"the priority {quote(priority)}" if priority else "no priority"


def name_example(tree: Tree, example: Example) -> str:
    """Its name, and its key too where another example has the same name."""
    alike = sum(other.name == example.name for other in tree.examples)
    return quote(example.name) if alike == 1 else f"{quote(example.name)} ({example.key})"
