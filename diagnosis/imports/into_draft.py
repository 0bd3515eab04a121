"""Files into drafts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from diagnosis.characters import without_unkept
from diagnosis.document_writer import document_of_tree
from diagnosis.documents import TreeRefused
from diagnosis.drafts.changing import note_change
from diagnosis.drafts.from_tree import make_draft
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.imports.council_codes import CouncilCodes
from diagnosis.imports.reading import Read, read_import
from diagnosis.models import DraftTree, PublishedTree, SorItem
from diagnosis.problems import Problem
from diagnosis.tree import Tree
from repairs.council.dates import say_moment
from repairs.council.models import Priority


class DraftExists(TreeRefused):
    """Someone is working on the draft of that key, and it says something else."""


@dataclass(frozen=True)
class Imported:
    draft: DraftTree
    read: Read
    made: bool
    """Otherwise the draft was there, and says the same already."""


def import_tree(
    content: bytes,
    *,
    file_name: str,
    by: str,
    key: str = "",
    meant: Mapping[str, str] | None = None,
    replace: bool = False,
) -> Imported:
    """Makes a draft of a file. `meant` says which of our priorities is meant by the words of the file.

    Raises TreeRefused, and DraftExists unless it may replace what is there.
    """
    read = read_import(content, file_name=file_name, codes=council_codes(meant or {}), key=key)
    with transaction.atomic():
        there = DraftTree.objects.select_for_update().filter(key=read.tree.key).first()
        if there and says_the_same(there, read.tree):
            return Imported(there, read, made=False)
        if there and not replace:
            raise already_there(there)
        return Imported(write_draft(read, there, file_name, by), read, made=True)


def council_codes(meant: Mapping[str, str]) -> CouncilCodes:
    trades = dict(SorItem.objects.values_list("code", "trade__code"))
    priorities = tuple(Priority.objects.values_list("code", flat=True))
    for code in meant.values():
        if code not in priorities:
            raise TreeRefused.because(f"“{code[:60]}” is not one of your priorities. They are {', '.join(priorities)}.")
    return CouncilCodes(trades, priorities, meant)


def says_the_same(draft: DraftTree, tree: Tree) -> bool:
    try:
        return document_of_tree(tree_of_draft(draft)) == document_of_tree(tree)
    except TreeRefused:
        return False


def already_there(draft: DraftTree) -> DraftExists:
    return DraftExists.because(
        f"There is a draft “{draft.key}” already. "
        f"{draft.changed_by} changed it last, on {say_moment(draft.changed_at)}. "
        "Nothing was imported. Publish that draft or throw it away first, or replace it."
    )


def write_draft(read: Read, there: DraftTree | None, file_name: str, by: str) -> DraftTree:
    key = read.tree.key
    if there:
        note_change(key, by, f"The draft that {there.changed_by} changed last was replaced by an import.")
        there.delete()
    published = PublishedTree.objects.defer("document").filter(key=key).order_by("-version").first()
    attention = [*takes_its_place(published), *read.attention]
    try:
        with transaction.atomic():
            draft = make_draft(read.tree, by=by, based_on=published, attention=attention)
    except IntegrityError as error:
        raise DraftExists.because(f"Someone else began a draft “{key}” just now. Nothing was imported.") from error
    note_change(key, by, f"The draft was imported from {without_unkept(file_name)}: {read.format.name}.")
    return draft


def takes_its_place(published: PublishedTree | None) -> list[Problem]:
    if published is None:
        return []
    says = f"Version {published.version} is published under this key. When you publish the draft, it takes its place."
    return [Problem("", says)]
