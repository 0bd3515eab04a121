"""What lies ahead of an answer, before the questions after it are asked."""

from collections.abc import Callable, Mapping

from diagnosis.tree import Option, Outcome, Tree
from diagnosis.triage import Decision
from diagnosis.vocabulary import is_emergency

Decide = Callable[[Outcome, Mapping[str, str]], Decision]


def keys_ahead(tree: Tree, start: str) -> set[str]:
    """Every page and outcome that can still be reached from there, with that one."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key in tree.by_key and key not in reached:
            reached.add(key)
            waiting.extend(option.next for option in tree.by_key[key].options)
    return reached


def is_sure_emergency(tree: Tree, option: Option, facts: Mapping[str, str], decide: Decide) -> bool:
    """Whether every way on from this answer ends in an emergency.

    A fact that a later answer may still change is not counted on.
    """
    ahead = [tree.by_key[key] for key in keys_ahead(tree, option.next)]
    may_change = {name for node in ahead for later in node.options for name in later.facts}
    known = {name: value for name, value in {**facts, **option.facts}.items() if name not in may_change}
    outcomes = [node for node in ahead if isinstance(node, Outcome)]
    return bool(outcomes) and all(is_emergency(decide(outcome, known).priority) for outcome in outcomes)
