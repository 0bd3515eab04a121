"""What was typed into the form of a page, where there is no page any more to keep it."""

from collections.abc import Iterator, Mapping

from diagnosis.admin.draft_option_rows import MOST
from diagnosis.admin.draft_page_forms import PAGE_FORMS

OPTION = {"text": "Option", "hint": "Hint of that option"}


def typed_in(kind: str, data: Mapping[str, str]) -> list[tuple[str, str]]:
    """The label and the words of each field that is not empty."""
    fields = PAGE_FORMS[kind].base_fields.items()
    words = [(str(field.label), data.get(name, "")) for name, field in fields]
    return [(label, text) for label, text in [*words, *options_in(data)] if text]


def options_in(data: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for number in range(MOST):
        for name, label in OPTION.items():
            yield label, data.get(f"options-{number}-{name}", "")
