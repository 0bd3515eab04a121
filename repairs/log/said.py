"""What was answered to the diagnosis, question by question, in the words of the tree that asked."""

from collections.abc import Mapping

from diagnosis.models import PublishedTree
from diagnosis.services import load_tree
from diagnosis.tree import Advice
from diagnosis.walk import walk

Said = list[tuple[str, str]]
TREES_TO_TRY = 20


def said_in(tree_id: int, answers: Mapping[str, str]) -> Said:
    """Pages with a single way on ask nothing, so they are left out."""
    return [
        ((page.question if isinstance(page, Advice) else page.text), option.text)
        for page, option in walk(load_tree(tree_id), answers).answered
        if page.is_choice
    ]


def newest_trees() -> list[int]:
    return list(PublishedTree.objects.order_by("-published_at").values_list("pk", flat=True)[:TREES_TO_TRY])


def said_before_sending(answers: Mapping[str, str], newest: list[int] | None = None) -> Said:
    """For a report that was never sent, which names no tree: the newest one that asks all of what was answered.

    `newest` are the trees to try, where several are asked about.
    """
    for tree_id in newest_trees() if newest is None else newest:
        if {page.key for page, _ in walk(load_tree(tree_id), answers).answered} == set(answers):
            return said_in(tree_id, answers)
    return list(answers.items())
