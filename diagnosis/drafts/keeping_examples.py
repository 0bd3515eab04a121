"""Keeping cases as examples of a draft: from what was tried, or as staff describe them."""

from collections.abc import Iterable

from diagnosis.drafts.changing import changing
from diagnosis.drafts.from_tree import example_fields, example_row
from diagnosis.example import Example
from diagnosis.keys import make_key
from diagnosis.models import DraftExample, DraftTree, PublishedTree


class ExampleChanged(Exception):
    """Someone else changed the example after it was last looked at."""


class ExampleGone(Exception):
    """The example was deleted, or its draft was published or thrown away."""


class ExamplePublished(Exception):
    """A published version carries the example."""


class NameTaken(Exception):
    """Another example of the draft has this name."""


def keep_example(draft_id: int, example: Example, *, by: str) -> DraftExample:
    """A new example with a key made from its name. The very same example again gives the one that is there.

    Raises NameTaken, or DraftTree.DoesNotExist where the draft was published or thrown away meanwhile.
    """
    with changing(draft_id, by=by) as draft:
        others = list(DraftExample.objects.filter(tree=draft))
        same = namesake(example, others)
        if same is not None and says_the_same(same, example):
            return same
        if same is not None:
            raise NameTaken
        new = example.model_copy(
            update={"key": make_key(example.name, {other.key for other in others}, otherwise="example")}
        )
        row = example_row(draft, new, 1 + max((other.position for other in others), default=-1))
        row.save()
    return row


def change_example(example_id: int, example: Example, *, revision: int, by: str) -> DraftExample:
    """`revision` is that of the example as it was last looked at. Its key and place stay.

    Raises NameTaken, ExampleChanged, ExampleGone, or DraftTree.DoesNotExist.
    """
    with changing(draft_of(example_id), by=by) as draft:
        row = find_example(draft, example_id, revision)
        if namesake(example, DraftExample.objects.filter(tree=draft).exclude(pk=row.pk)):
            raise NameTaken
        fields = example_fields(example.model_copy(update={"key": row.key}))
        DraftExample.objects.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    return row


def remove_example(example_id: int, *, revision: int, by: str) -> None:
    """Only one that was never published: others are withdrawn with a reason, and stay to be read.

    Raises ExamplePublished, ExampleChanged, ExampleGone, or DraftTree.DoesNotExist.
    """
    with changing(draft_of(example_id), by=by) as draft:
        row = find_example(draft, example_id, revision)
        if was_published(row):
            raise ExamplePublished
        row.delete()


def draft_of(example_id: int) -> int:
    draft = DraftExample.objects.filter(pk=example_id).values_list("tree_id", flat=True).first()
    if draft is None:
        raise ExampleGone
    return draft


def find_example(draft: DraftTree, example_id: int, revision: int) -> DraftExample:
    row = DraftExample.objects.filter(tree=draft, pk=example_id).first()
    if row is None:
        raise ExampleGone
    if row.revision != revision:
        raise ExampleChanged
    return row


def was_published(example: DraftExample) -> bool:
    """Whether a published version carries it."""
    documents = PublishedTree.objects.filter(key=example.tree.key).values_list("document__examples", flat=True)
    return any(kept.get("key") == example.key for kept_by in documents for kept in kept_by or ())


def namesake(example: Example, others: Iterable[DraftExample]) -> DraftExample | None:
    return next((other for other in others if plain_name(other.name) == plain_name(example.name)), None)


def plain_name(name: str) -> str:
    return " ".join(name.split()).casefold()


def says_the_same(row: DraftExample, example: Example) -> bool:
    fields = example_fields(example.model_copy(update={"key": row.key}))
    return all(getattr(row, name) == value for name, value in fields.items())
