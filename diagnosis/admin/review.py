"""What someone looks at before they publish a draft, or throw it away."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from diagnosis.admin.draft_addresses import address_of, find_address
from diagnosis.admin.draft_problems import ProblemsOfPage, group_problems
from diagnosis.admin.told_changes import ToldChange, ToldPart, tell_changes
from diagnosis.documents import TreeRefused
from diagnosis.drafts.meanwhile import last_change
from diagnosis.drafts.publishing import says_the_same, withdraw_examples
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftExample, DraftNode, DraftTree, PublishedTree
from diagnosis.problems import Problem
from diagnosis.services import find_problems, load_tree
from diagnosis.tree import Tree
from repairs.council.dates import say_moment

MOST_EXAMPLES = 60
"""That can be withdrawn on one page: a form may have so many fields and no more."""


@dataclass(frozen=True)
class FailingExample:
    id: int
    key: str
    name: str
    address: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    draft: DraftTree
    seen: int
    """The last change that is written down, and so in what is shown here."""
    current: PublishedTree | None
    changes: list[ToldPart]
    problems: list[ProblemsOfPage]
    """What must be put right in the draft: withdrawing examples does not help."""
    failing: list[FailingExample]
    is_same: bool
    in_use: str
    is_overtaken: bool
    """Another version was published since the draft was begun."""

    @property
    def over(self) -> int:
        return self.current.version if self.current else 0


def review_draft(draft_id: int) -> Review:
    """Raises DraftTree.DoesNotExist.

    What is read last is the newest: where someone writes meanwhile, the revision is too old, and nothing is published.
    """
    seen = last_change(DraftTree.objects.values_list("key", flat=True).get(pk=draft_id))
    draft = DraftTree.objects.select_related("based_on").get(pk=draft_id)
    current = PublishedTree.objects.defer("document").filter(key=draft.key).order_by("-version").first()
    pages, examples = list(DraftNode.objects.filter(tree=draft)), list(DraftExample.objects.filter(tree=draft))
    state: dict[str, Any] = {"draft": draft, "seen": seen, "current": current, **told_of_use(draft, current)}
    try:
        tree = tree_of_draft(draft)
        before = load_tree(current.pk) if current else None
    except TreeRefused as refused:
        problems = group_problems(draft, pages, refused.problems)
        return Review(**state, changes=[], problems=problems, failing=[], is_same=False)
    stays, withdrawable = part_problems(tree)
    return Review(
        **state,
        changes=tell_changes(
            before,
            tree,
            {page.key: address_of(page) for page in pages},
            {example.key: address_of_example(example) for example in examples},
        ),
        problems=group_problems(draft, pages, stays),
        failing=failing_examples(withdrawable, examples),
        is_same=before is not None and says_the_same(before, tree),
    )


def tell_lost(draft: DraftTree) -> list[ToldPart]:
    """What is in the draft and in no version. Empty where it changes nothing, or cannot be told."""
    try:
        tree = tree_of_draft(draft)
        if draft.based_on:
            return tell_changes(load_tree(draft.based_on.pk), tree)
    except TreeRefused:
        return []
    text = f"{len(tree.nodes)} pages and outcomes, and {len(tree.examples)} examples. None of them was published."
    return [ToldPart("The whole draft", "", (ToldChange(text),))]


def part_problems(tree: Tree) -> tuple[list[Problem], list[Problem]]:
    """What has to be put right, and what would be gone if examples were withdrawn."""
    found = find_problems(tree)
    about = {problem.example_key for problem in found if problem.example_key}
    stays = find_problems(withdraw_examples(tree, dict.fromkeys(about, "Withdrawn."))) if about else found
    return stays, [problem for problem in found if problem not in stays]


def failing_examples(found: list[Problem], examples: list[DraftExample]) -> list[FailingExample]:
    faults: dict[str, list[str]] = defaultdict(list)
    for problem in found:
        faults[problem.example_key].append(problem.text)
    return [
        FailingExample(
            example.pk,
            example.key,
            example.name,
            address_of_example(example),
            tuple(say_fault(text, example.name) for text in faults[example.key]),
        )
        for example in examples
        if example.key in faults
    ]


def say_fault(text: str, name: str) -> str:
    """Without what stands above it already."""
    text = text.removeprefix(f"The example “{name}” ").removeprefix("does not hold: ")
    return text[:1].upper() + text[1:]


def address_of_example(example: DraftExample) -> str:
    return find_address("admin:diagnosis_draftexample_change", example.pk)


def told_of_use(draft: DraftTree, current: PublishedTree | None) -> dict[str, str | bool]:
    """What is in use, and whether it came after the draft was begun."""
    if current is None:
        return {"in_use": "No version is in use yet. This would be the first.", "is_overtaken": False}
    if draft.based_on == current:
        return {"in_use": f"Version {current.version} is in use. This draft was begun from it.", "is_overtaken": False}
    begun = f" from version {draft.based_on.version}" if draft.based_on else ""
    if current.published_at > draft.created_at:
        after = f"was published by {current.published_by} on {say_moment(current.published_at)}"
        text = f"Version {current.version} {after}, after this draft was begun{begun}."
    else:
        text = f"Version {current.version} is in use." + (f" This draft was begun{begun}." if begun else "")
    return {
        "in_use": f"{text} Publishing puts this draft in its place.",
        "is_overtaken": current.published_at > draft.created_at,
    }
