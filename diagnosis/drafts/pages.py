"""Adding, changing and removing the pages of a draft."""

from typing import Any

from django.db.models import Max

from diagnosis.drafts.changing import changing
from diagnosis.drafts.page_edit import LineEdit, OptionEdit, PageEdit
from diagnosis.keys import make_key
from diagnosis.models import DraftNode, DraftOption, DraftSorLine, DraftTree

OPTION = ("text", "hint", "facts", "divider", "not_sure", "something_else", "next", "position")


class PageChanged(Exception):
    """Someone else has changed the page since it was opened."""


class PageGone(Exception):
    """The page was deleted, or its draft was published or thrown away."""


def add_page(draft_id: int, kind: str, edit: PageEdit, *, by: str) -> DraftNode:
    """Raises DraftTree.DoesNotExist."""
    with changing(draft_id, by=by) as draft:
        node = make_page(draft, kind, edit.fields["heading"])
        write_page(draft, node, edit)
    return node


def save_page(draft_id: int, page_id: int, edit: PageEdit, *, revision: int, by: str) -> None:
    """`revision` is that of the page as it was opened.

    Raises PageChanged, PageGone, and DraftTree.DoesNotExist.
    """
    with changing(draft_id, by=by) as draft:
        write_page(draft, find_page(draft, page_id, revision), edit)


def remove_page(draft_id: int, page_id: int, *, revision: int, by: str) -> None:
    """Options that led to it then lead nowhere. Raises as `save_page` does."""
    with changing(draft_id, by=by) as draft:
        find_page(draft, page_id, revision).delete()


def find_page(draft: DraftTree, page_id: int, revision: int) -> DraftNode:
    node = DraftNode.objects.filter(tree=draft, pk=page_id).first()
    if node is None:
        raise PageGone
    if node.revision != revision:
        raise PageChanged
    return node


def make_page(draft: DraftTree, kind: str, heading: str) -> DraftNode:
    """At the end of the draft. The first page that can be one is where reports start."""
    taken = set(DraftNode.objects.filter(tree=draft).values_list("key", flat=True))
    last = DraftNode.objects.filter(tree=draft).aggregate(last=Max("position"))["last"]
    key = make_key(heading, taken, otherwise=kind)
    position = 0 if last is None else last + 1
    node = DraftNode.objects.create(tree=draft, kind=kind, key=key, heading=heading, position=position)
    if kind != DraftNode.Kind.OUTCOME:
        DraftTree.objects.filter(pk=draft.pk, start=None).update(start=node)
    return node


def write_page(draft: DraftTree, node: DraftNode, edit: PageEdit) -> None:
    for name, value in edit.fields.items():
        setattr(node, name, value)
    node.save(update_fields=list(edit.fields))
    if node.kind == DraftNode.Kind.OUTCOME:
        write_lines(node, edit.lines)
    else:
        write_options(draft, node, edit.options)


def write_lines(node: DraftNode, lines: tuple[LineEdit, ...]) -> None:
    node.sor_lines.all().delete()
    DraftSorLine.objects.bulk_create(
        DraftSorLine(node=node, position=place, code=line.code, quantity=line.quantity)
        for place, line in enumerate(lines)
    )


def write_options(draft: DraftTree, node: DraftNode, edits: tuple[OptionEdit, ...]) -> None:
    rows = {option.key: option for option in node.options.all()}
    DraftOption.objects.filter(node=node, key__in=[edit.key for edit in edits if edit.remove]).delete()
    keys = set(rows)
    pages = set(DraftNode.objects.filter(tree=draft).values_list("pk", flat=True))
    written = []
    for edit in edits:
        row = rows.pop(edit.key, None)
        if edit.remove:
            continue
        if row is None:
            row = DraftOption(node=node, key=make_key(edit.key or edit.text, keys, otherwise="option"))
            keys.add(row.key)
        row.next_id = make_page(draft, edit.makes, edit.text).pk if edit.makes else known(edit.leads_to, pages)
        fill_option(row, edit)
        written.append(row)
    place_options([*written, *rows.values()])


def known(page: int | None, pages: set[int]) -> int | None:
    """A page that was deleted this very moment is nowhere to lead to."""
    return page if page in pages else None


def fill_option(row: DraftOption, edit: OptionEdit) -> None:
    values: dict[str, Any] = {"facts": dict(edit.facts)}
    for name in ("text", "hint", "divider", "not_sure", "something_else"):
        values[name] = getattr(edit, name)
    for name, value in values.items():
        setattr(row, name, value)


def place_options(rows: list[DraftOption]) -> None:
    for place, row in enumerate(rows):
        row.position = place
    DraftOption.objects.bulk_update([row for row in rows if row.pk], OPTION)
    DraftOption.objects.bulk_create(row for row in rows if not row.pk)
