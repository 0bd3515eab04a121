"""A page of a draft as it is edited: its form with the rows of its options or its SoR items."""

from typing import Any

from diagnosis.admin.draft_addresses import address_of
from diagnosis.admin.draft_errors import LinkedError, link_errors
from diagnosis.admin.draft_listings import list_next, list_sor_items
from diagnosis.admin.draft_option_rows import OptionRows, option_initial
from diagnosis.admin.draft_page_forms import PAGE_FORMS
from diagnosis.admin.draft_sor_rows import SorRows, line_initial
from diagnosis.drafts.page_edit import PageEdit
from diagnosis.models import DraftNode


class PageParts:
    """With `data`, what was typed. Without, what is stored."""

    def __init__(self, page: DraftNode, pages: list[DraftNode], data: Any = None) -> None:
        self.page = page
        self.form = PAGE_FORMS[page.kind](page, data)
        self.is_outcome = page.kind == DraftNode.Kind.OUTCOME
        self.options = None if self.is_outcome else option_rows(page, pages, data)
        self.lines = sor_rows(page, data) if self.is_outcome else None

    @property
    def row_sets(self) -> list[Any]:
        return [rows for rows in (self.options, self.lines) if rows is not None]

    def is_valid(self) -> bool:
        """All are asked, so that all that is wrong is told at once."""
        valid = [part.is_valid() for part in (self.form, *self.row_sets)]
        return all(valid)

    @property
    def edit(self) -> PageEdit:
        return PageEdit(
            self.form.values,
            self.options.edits if self.options is not None else (),
            self.lines.edits if self.lines is not None else (),
        )

    @property
    def errors(self) -> list[LinkedError]:
        rows = [row for rows in self.row_sets for row in rows.forms if row not in rows.deleted_forms]
        of_rows = [LinkedError(str(error), "") for rows in self.row_sets for error in rows.non_form_errors()]
        return [*link_errors(self.form, *rows), *of_rows]


def option_rows(page: DraftNode, pages: list[DraftNode], data: Any) -> Any:
    stored = {option.key: option for option in page.options.all()} if page.pk else {}
    shown = [option_initial(option, place) for place, option in enumerate(stored.values(), start=1)]
    kwargs = {
        "pages": list_next(pages),
        "stored": stored,
        "addresses": {str(other.pk): address_of(other) for other in pages},
    }
    return OptionRows(data, prefix="options", initial=None if data is not None else shown, form_kwargs=kwargs)


def sor_rows(page: DraftNode, data: Any) -> Any:
    lines = list(page.sor_lines.all()) if page.pk else []
    kwargs = {"items": list_sor_items(), "codes": frozenset(line.code for line in lines)}
    initial = None if data is not None else [line_initial(line) for line in lines]
    return SorRows(data, prefix="sor", initial=initial, form_kwargs=kwargs)
