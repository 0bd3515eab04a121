"""Changing a draft: one person at a time, and every change is kept in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from diagnosis.differences import differences
from diagnosis.drafts.from_tree import make_draft
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import DraftExample, DraftNode, DraftTree, PublishedTree, TreeChange
from diagnosis.services import load_tree, lock_versions
from diagnosis.tree import Tree


def open_draft(published: PublishedTree, *, by: str) -> DraftTree:
    """The draft of that diagnosis: the one that is there already, or a new copy of what was published."""
    with transaction.atomic():
        lock_versions(published.key)
        draft = DraftTree.objects.filter(key=published.key).first()
        if draft is None:
            draft = make_draft(load_tree(published.pk), by=by, based_on=published)
            note_change(draft.key, by, f"A draft was begun from version {published.version}.")
    return draft


@contextmanager
def changing(draft_id: int, *, by: str) -> Iterator[DraftTree]:
    """Holds the draft while rows of it are written. Whoever else wants to write waits, then sees what was written.

    What came of it is kept in words, and the revision of each part that changed goes up.
    Raises DraftTree.DoesNotExist where it was published or thrown away meanwhile.
    """
    with transaction.atomic():
        draft = DraftTree.objects.select_for_update().get(pk=draft_id)
        before = tree_of_draft(draft)
        yield draft
        draft.refresh_from_db()
        after = tree_of_draft(draft)
        if before != after:
            keep_change(draft, before, after, by)


def keep_change(draft: DraftTree, before: Tree, after: Tree, by: str) -> None:
    changed = [node.key for node in after.nodes if before.by_key.get(node.key) != node]
    DraftNode.objects.filter(tree=draft, key__in=changed).update(revision=F("revision") + 1)
    was = {example.key: example for example in before.examples}
    changed = [example.key for example in after.examples if was.get(example.key) != example]
    DraftExample.objects.filter(tree=draft, key__in=changed).update(revision=F("revision") + 1)
    DraftTree.objects.filter(pk=draft.pk).update(revision=F("revision") + 1, changed_at=timezone.now(), changed_by=by)
    told = [difference.text for difference in differences(before, after)]
    note_change(draft.key, by, "\n".join(told) or "The pages are in another order.")


def note_change(key: str, by: str, text: str) -> None:
    TreeChange.objects.create(tree_key=key, by=by, text=text)
