"""Where the parts of a draft are changed."""

from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from diagnosis.models import DraftNode
from diagnosis.problems import Problem

PLACES = {"options": "options", "sor": "sor", "flags": "flags", "ending": "id_ending_0", "order": "id_order_0"}
"""Where a field is on its page, when that is not its one input."""


def hub_address(draft_id: int) -> str:
    return reverse("admin:diagnosis_drafttree_change", args=[draft_id])


def page_address(kind: str, page_id: int) -> str:
    return reverse(f"admin:diagnosis_draft{kind}_change", args=[page_id])


def address_of(page: DraftNode) -> str:
    return page_address(page.kind, page.pk)


def place_of(problem: Problem) -> str:
    """The part of a page, after its address."""
    if problem.option_key:
        return f"#option-{quote(problem.option_key)}"
    return f"#{PLACES.get(problem.field, f'id_{problem.field}')}" if problem.field else ""


def find_address(name: str, *args: object) -> str:
    """Empty where there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
