"""Short pieces of HTML for the pages of the staff admin."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from repairs.council.dates import say_time
from repairs.council.deadlines import LONDON
from repairs.log.models import Repair
from repairs.log.said import Said

NOTHING = "-"
LINE_BREAK = SafeString("<br>")


def as_lines(lines: Iterable[object]) -> SafeString | str:
    """One under the other, without the empty ones."""
    return format_html_join(LINE_BREAK, "{}", ((line,) for line in lines if line)) or NOTHING


def as_answers(said: Said) -> SafeString | str:
    return as_lines(format_html("{} <strong>{}</strong>", question, answer) for question, answer in said)


def one_address(repair: Repair) -> str:
    """On one line. Empty once it is forgotten."""
    return ", ".join(line for line in (*repair.address.splitlines(), repair.postcode) if line)


def link_to(row: Model, words: str) -> SafeString:
    """To the row's own page in the admin."""
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, words)


def short_day(day: date) -> str:
    """Thu 5 Mar 2026, for a narrow column."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def short_moment(moment: datetime) -> str:
    """Thu 5 Mar 2026, 5:30pm."""
    return f"{short_day(moment.astimezone(LONDON).date())}, {say_time(moment)}"
