"""Examples: each is told from the others, and names only what is there."""

from collections import Counter
from collections.abc import Collection, Iterator

from diagnosis.example import Example
from diagnosis.facts import TREE_FACTS
from diagnosis.problems.pages import key_faults
from diagnosis.problems.problem import Problem
from diagnosis.tree import Outcome, Tree, find_option
from diagnosis.triage import REASON_NAMES

MOST = 500
LONGEST_NAME = 150
LONGEST_REASON = 300


def list_problems(tree: Tree, priorities: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the examples of a tree before any is tried. One that is withdrawn may name what is gone."""
    if len(tree.examples) > MOST:
        yield Problem("", f"There are {len(tree.examples)} examples. The most is {MOST}.")
    yield from repeat_problems(tree)
    for example in tree.examples:
        gone = () if example.withdrawn else naming_faults(tree, example, priorities)
        for text in (*own_faults(example), *gone):
            yield about(example, text)


def about(example: Example, text: str) -> Problem:
    name = example.name if len(example.name) <= LONGEST_NAME else f"{example.name[:40]}…"
    return Problem("", f"The example “{name or example.key}” {text}", example_key=example.key)


def repeat_problems(tree: Tree) -> Iterator[Problem]:
    for what in ("key", "name"):
        values = {id(example): " ".join(getattr(example, what).split()).casefold() for example in tree.examples}
        times = Counter(values.values())
        for example in tree.examples:
            value = values[id(example)]
            if value and times.pop(value, 1) > 1:
                yield about(example, f"has the same {what} as another example.")


def own_faults(example: Example) -> Iterator[str]:
    if not example.name.strip():
        yield "does not say what the situation is."
    if len(example.name) > LONGEST_NAME:
        yield f"has {len(example.name)} characters in its name. The most is {LONGEST_NAME}."
    if len(example.withdrawn) > LONGEST_REASON:
        yield f"has {len(example.withdrawn)} characters to say why it is withdrawn. The most is {LONGEST_REASON}."
    if example.withdrawn and not example.withdrawn.strip():
        yield "does not say why it is withdrawn."
    yield from (f"has a wrong key. {fault}" for fault in key_faults(example.key))


def naming_faults(tree: Tree, example: Example, priorities: Collection[str]) -> Iterator[str]:
    """What it names that is not there."""
    for page, option in example.answers.items():
        yield from answer_faults(tree, page, option)
    for name, value in example.facts.items():
        if value not in TREE_FACTS.get(name, ()):
            yield f"says “{name}: {value}”, which no rule knows."
    expected = example.expect
    if not isinstance(tree.by_key.get(expected.outcome), Outcome):
        yield f"expects the outcome “{expected.outcome}”, which does not exist."
    if expected.priority and expected.priority not in priorities:
        yield f"expects the priority “{expected.priority}”, which is not in the council's table."
    yield from (
        f"names the rule “{rule}”, which does not exist." for rule in expected.rules if rule not in REASON_NAMES
    )


def answer_faults(tree: Tree, page_key: str, option_key: str) -> Iterator[str]:
    page = tree.by_key.get(page_key)
    if page is None or isinstance(page, Outcome):
        yield f"answers the page “{page_key}”, which does not exist."
    elif find_option(page, option_key) is None:
        yield f"answers “{page.heading}” with “{option_key}”, which is not offered there."
