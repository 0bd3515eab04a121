"""What the page on which a page of a draft is edited shows."""

from collections import Counter
from typing import Any

from diagnosis.admin.draft_addresses import address_of, hub_address
from diagnosis.admin.draft_page_parts import PageParts
from diagnosis.admin.draft_problems import ShownProblem, problems_here
from diagnosis.drafts.checking import check_draft
from diagnosis.drafts.meanwhile import last_change
from diagnosis.models import DraftExample, DraftNode, DraftOption
from diagnosis.vocabulary import PLACEHOLDERS

KINDS = {"question": "question", "advice": "advice page", "outcome": "outcome"}


def page_context(page: DraftNode, parts: PageParts | None, *, may_change: bool) -> dict[str, Any]:
    pages = list(DraftNode.objects.filter(tree=page.tree_id))
    parts = parts or PageParts(page, pages)
    problems = problems_here(page, check_draft(page.tree).problems) if page.pk else []
    mark_rows(parts, problems)
    kind = KINDS[page.kind]
    return {
        "title": f"{kind.capitalize()}: {page.heading}"
        if page.pk
        else f"Add {'a' if kind == 'question' else 'an'} {kind}",
        "page": page,
        "kind": kind,
        "draft": page.tree,
        "hub": hub_address(page.tree_id),
        "parts": parts,
        "errors": parts.errors,
        "problems": problems,
        "ways_here": ways_to(page),
        "attention": [item["text"] for item in page.tree.attention if page.pk and item.get("node_key") == page.key],
        "placeholders": PLACEHOLDERS,
        "may_change": may_change,
        **page_marks(page),
    }


def page_marks(page: DraftNode) -> dict[str, Any]:
    """By which saving knows what the person had seen."""
    return {"revision": page.revision, "seen": last_change(page.tree.key)}


def mark_rows(parts: PageParts, problems: list[ShownProblem]) -> None:
    """Marks the options that a problem is about."""
    faulty = Counter(problem.option_key for problem in problems)
    for row in parts.options.forms if parts.options is not None else ():
        row.is_faulty = row.option is not None and faulty[row.option.key] > 0


def ways_to(page: DraftNode) -> dict[str, Any]:
    """Everything of the draft that names this page."""
    if not page.pk:
        return {}
    options = DraftOption.objects.filter(next=page).select_related("node").order_by("node__position", "position")
    return {
        "options": [(option, address_of(option.node)) for option in options],
        "is_start": page.tree.start_id == page.pk,
        "examples": DraftExample.objects.filter(tree=page.tree_id, outcome=page.key).count(),
    }
