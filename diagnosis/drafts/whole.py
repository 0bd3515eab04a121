"""Changing what is not on one page of a draft: its title, its first page, the order of its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from diagnosis.documents import fingerprint
from diagnosis.drafts.changing import changing, note_change
from diagnosis.models import DraftNode, DraftTree


class WholeChanged(Exception):
    """Someone else has changed the same since it was opened."""


@dataclass(frozen=True)
class Front:
    title: str
    language: str
    start: int | None

    @classmethod
    def of(cls, draft: DraftTree) -> "Front":
        return cls(draft.title, draft.language, draft.start_id)


def save_front(draft_id: int, front: Front, *, opened: str, by: str) -> None:
    """`opened` is the mark of the front as it was opened. Raises WholeChanged and DraftTree.DoesNotExist."""
    with changing(draft_id, by=by) as draft:
        if mark_front(draft) != opened:
            raise WholeChanged
        start = DraftNode.objects.filter(tree=draft, pk=front.start or 0).exclude(kind=DraftNode.Kind.OUTCOME).first()
        DraftTree.objects.filter(pk=draft.pk).update(title=front.title, language=front.language, start=start)


def mark_front(draft: DraftTree) -> str:
    """The same for the same title, language and first page."""
    return fingerprint([draft.title, draft.language, draft.start_id])


def order_pages(draft_id: int, places: Mapping[int, int], *, opened: str, by: str) -> None:
    """Puts the pages of each kind in the order of these numbers, in the places that pages of that kind have.

    Raises WholeChanged and DraftTree.DoesNotExist.
    """
    with changing(draft_id, by=by) as draft:
        pages = list(DraftNode.objects.filter(tree=draft))
        if mark_order(pages) != opened:
            raise WholeChanged
        ordered = {kind: iter(in_order(pages, kind, places)) for kind in DraftNode.Kind.values}
        arranged = [next(ordered[page.kind]) for page in pages]
        for place, page in enumerate(arranged):
            page.position = place
        DraftNode.objects.bulk_update(arranged, ["position"])


def in_order(pages: Sequence[DraftNode], kind: str, places: Mapping[int, int]) -> list[DraftNode]:
    return sorted((page for page in pages if page.kind == kind), key=lambda page: places.get(page.pk, len(pages)))


def mark_order(pages: Sequence[DraftNode]) -> str:
    return fingerprint([page.pk for page in pages])


def tick_off(draft_id: int, node_key: str, text: str, *, by: str) -> None:
    """Takes one thing off the list of what to look at. Raises DraftTree.DoesNotExist."""
    item = {"node_key": node_key, "text": text}
    with transaction.atomic():
        draft = DraftTree.objects.select_for_update().get(pk=draft_id)
        if item not in draft.attention:
            return
        draft.attention.remove(item)
        draft.save(update_fields=["attention"])
        note_change(draft.key, by, f"Looked at after the import, and done: {text}")
