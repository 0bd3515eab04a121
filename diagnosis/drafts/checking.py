"""What is wrong with a draft."""

from dataclasses import dataclass

from diagnosis.documents import TreeRefused
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftTree
from diagnosis.problems import Problem
from diagnosis.services import find_problems
from diagnosis.tree import Tree


@dataclass(frozen=True)
class CheckedDraft:
    tree: Tree | None
    """None where its rows do not make one."""
    problems: list[Problem]


def check_draft(draft: DraftTree) -> CheckedDraft:
    try:
        tree = tree_of_draft(draft)
    except TreeRefused as refused:
        return CheckedDraft(None, refused.problems)
    return CheckedDraft(tree, find_problems(tree))
