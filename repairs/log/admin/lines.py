"""Short pieces of HTML for the pages of the staff admin."""

from collections.abc import Iterable

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from repairs.log.admin.said import Said

NOTHING = "-"
LINE_BREAK = mark_safe("<br>")


def as_lines(lines: Iterable[str]) -> SafeString | str:
    """One under the other, without the empty ones."""
    return format_html_join(LINE_BREAK, "{}", ((line,) for line in lines if line)) or NOTHING


def as_list(lines: Iterable[object]) -> SafeString | str:
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html("<ul>{}</ul>", items) if items else NOTHING


def as_answers(said: Said) -> SafeString | str:
    return as_list(format_html("{} <strong>{}</strong>", question, answer) for question, answer in said)


def link_to(row: Model, words: str) -> SafeString:
    """To the row's own page in the admin."""
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, words)
