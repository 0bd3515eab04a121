"""What is wrong with a tree, in plain English. A tree is published only when there is nothing."""

from collections.abc import Collection, Iterator

from diagnosis.problems.examples import list_problems
from diagnosis.problems.outcomes import Known, outcome_problems
from diagnosis.problems.pages import key_faults, page_problems
from diagnosis.problems.problem import Problem
from diagnosis.problems.routes import route_problems
from diagnosis.problems.whole import tree_problems
from diagnosis.problems.wording import wording_problems
from diagnosis.tree import Advice, Outcome, Question, Tree

__all__ = ["Problem", "problems"]


def problems(
    tree: Tree, sor_codes: Collection[str], priorities: Collection[str], trades: Collection[str]
) -> list[Problem]:
    """The codes are those of the council's own tables."""
    known = Known(frozenset(sor_codes), frozenset(priorities), frozenset(trades))
    found = list(tree_problems(tree))
    for node in tree.nodes:
        found.extend(node_problems(node, known))
    found.extend(route_problems(tree))
    found.extend(list_problems(tree, known.priorities))
    return found


def node_problems(node: Question | Advice | Outcome, known: Known) -> Iterator[Problem]:
    yield from (Problem(node.key, text) for text in key_faults(node.key))
    yield from wording_problems(node)
    if isinstance(node, Outcome):
        yield from outcome_problems(node, known)
    else:
        yield from page_problems(node)
