"""What the admin shows of a tree: its problems, its picture, and the same as a list."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import mark_safe

from diagnosis.documents import TreeRefused, read_tree, say_problem
from diagnosis.drawing import draw_tree, outline_tree
from diagnosis.drawing.graph import Addresses, no_address
from diagnosis.problems import Problem
from diagnosis.services import find_problems
from diagnosis.tree import Outcome, Tree
from repairs.council.models import Priority

# HACT's WorkPriorityCode, from the most urgent to the least.
BANDS = frozenset("12345")


@dataclass(frozen=True)
class Drawing:
    problems: list[str]
    """A sound tree can come to have some, when the council's tables change."""
    picture: str = ""
    outline: str = ""
    priorities: tuple[Priority, ...] = ()


def make_drawing(document: Any) -> Drawing:
    try:
        tree = read_tree(document)
    except TreeRefused as refused:
        return Drawing([say_problem(problem) for problem in refused.problems])
    found = find_problems(tree)
    return replace(draw(tree, found), problems=[say_problem(problem) for problem in found])


def draw(tree: Tree, problems: Iterable[Problem], addresses: Addresses = no_address) -> Drawing:
    bands = {code: int(band) for code, band in Priority.objects.values_list("code", "hact_code") if band in BANDS}
    problems = list(problems)
    picture = draw_tree(tree, bands, problems, addresses)
    outline = outline_tree(tree, problems, addresses)
    # Both escape every word of the tree.
    return Drawing([], mark_safe(picture), mark_safe(outline), priorities_in(tree))  # noqa: S308


def priorities_in(tree: Tree) -> tuple[Priority, ...]:
    codes = {node.priority for node in tree.nodes if isinstance(node, Outcome)}
    return tuple(Priority.objects.filter(code__in=codes))
