"""Publishing a draft, or throwing it away."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import transaction

from diagnosis.differences import differences
from diagnosis.document_writer import document_of_tree
from diagnosis.drafts.changing import note_change
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftTree, PublishedTree
from diagnosis.services import load_tree, lock_versions, publish_tree
from diagnosis.tree import Tree

NONE: Mapping[str, str] = MappingProxyType({})


class ChangedMeanwhile(Exception):
    """The draft, or what it would replace, is no longer what the person looked at before they decided."""


class NothingChanged(Exception):
    """The draft asks the same as the version that is in use."""


def publish_draft(
    draft_id: int,
    *,
    note: str,
    by: str,
    revision: int | None = None,
    over: int | None = None,
    withdrawn: Mapping[str, str] = NONE,
) -> PublishedTree:
    """Publishes what the draft says, and closes it.

    `revision` and `over` are the draft's revision and the version in use (0 for none) as they were last looked at.
    `withdrawn` has the reason for each example, by its key, that need not hold any more.
    Raises TreeRefused with all that is wrong, ChangedMeanwhile, NothingChanged, and DraftTree.DoesNotExist.
    """
    with transaction.atomic():
        draft = DraftTree.objects.select_for_update().get(pk=draft_id)
        latest = lock_versions(draft.key)
        if revision not in {None, draft.revision} or over not in {None, latest.version if latest else 0}:
            raise ChangedMeanwhile
        before = tree_of_draft(draft)
        tree = withdraw_examples(before, withdrawn)
        if latest is not None and says_the_same(load_tree(latest.pk), tree):
            raise NothingChanged
        if withdrawn:
            note_change(draft.key, by, "\n".join(difference.text for difference in differences(before, tree)))
        published = publish_tree(document_of_tree(tree), note=note, by=by, was_draft=draft.pk)
        draft.delete()
    return published


def withdraw_examples(tree: Tree, reasons: Mapping[str, str]) -> Tree:
    examples = (
        example.model_copy(update={"withdrawn": reasons[example.key]}) if example.key in reasons else example
        for example in tree.examples
    )
    return tree.model_copy(update={"examples": tuple(examples)})


def says_the_same(one: Tree, other: Tree) -> bool:
    return document_of_tree(one) == document_of_tree(other)


def discard_draft(draft_id: int, *, by: str, revision: int | None = None) -> None:
    """Raises ChangedMeanwhile where the draft has another revision by now, and DraftTree.DoesNotExist."""
    with transaction.atomic():
        draft = DraftTree.objects.select_for_update().get(pk=draft_id)
        if revision not in {None, draft.revision}:
            raise ChangedMeanwhile
        note_change(draft.key, by, "The draft was thrown away.")
        draft.delete()
