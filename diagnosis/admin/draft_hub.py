"""What the page of a draft shows: its pages, its problems, its picture, and what can be done with it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from diagnosis.admin.draft_addresses import address_of, find_address
from diagnosis.admin.draft_front_forms import FrontForm
from diagnosis.admin.draft_listings import KINDS, name_page
from diagnosis.admin.draft_problems import count_problems, group_problems
from diagnosis.admin.picture import draw
from diagnosis.drafts.checking import check_draft
from diagnosis.drafts.meanwhile import last_change
from diagnosis.drafts.whole import mark_front
from diagnosis.models import DraftExample, DraftNode, DraftTree
from repairs.council.models import Priority

ADD = {"question": "Add a question", "advice": "Add an advice page", "outcome": "Add an outcome"}


@dataclass(frozen=True)
class PageLine:
    heading: str
    address: str
    says: str
    problems: int
    is_start: bool


@dataclass(frozen=True)
class PageGroup:
    kind: str
    label: str
    add: str
    add_address: str
    pages: list[PageLine]


def hub_context(request: HttpRequest, draft: DraftTree, form: FrontForm | None, *, may_change: bool) -> dict[str, Any]:
    pages = list(DraftNode.objects.filter(tree=draft).annotate(option_count=Count("options")))
    checked = check_draft(draft)
    addresses = {page.key: address_of(page) for page in pages}
    headings = {page.key: page.heading for page in pages}
    return {
        "title": f"Draft: {draft.title}",
        "draft": draft,
        "form": form or FrontForm(draft, pages),
        "opened": mark_front(draft),
        "seen": last_change(draft.key),
        "groups": group_pages(draft, pages, count_problems(checked.problems)),
        "problems": group_problems(draft, pages, checked.problems),
        "problem_count": len(checked.problems),
        "attention": [
            {**item, "heading": headings.get(item["node_key"], ""), "address": addresses.get(item["node_key"], "")}
            for item in draft.attention
        ],
        "drawing": draw(checked.tree, checked.problems, lambda key: addresses.get(key, ""))
        if checked.tree and pages
        else None,
        "actions": list_actions(request, draft),
        "may_change": may_change,
    }


def group_pages(draft: DraftTree, pages: list[Any], problems: Counter[str]) -> list[PageGroup]:
    priorities = dict(Priority.objects.values_list("code", "name"))
    groups, times = [], Counter(page.heading for page in pages)
    for kind, label in KINDS.items():
        lines = [
            PageLine(
                name_page(page, times),
                address_of(page),
                say_page(page, priorities),
                problems[page.key],
                page.pk == draft.start_id,
            )
            for page in pages
            if page.kind == kind
        ]
        address = f"{reverse(f'admin:diagnosis_draft{kind}_add')}?draft={draft.pk}"
        groups.append(PageGroup(kind, label, ADD[kind], address, lines))
    return groups


def say_page(page: Any, priorities: dict[str, str]) -> str:
    if page.kind == DraftNode.Kind.OUTCOME:
        priority = f"{page.priority} {priorities.get(page.priority, '')}".strip() or "No priority"
        return f"{priority}: {page.get_ending_display()[0].lower()}{page.get_ending_display()[1:]}"
    return "1 option" if page.option_count == 1 else f"{page.option_count} options"


def list_actions(request: HttpRequest, draft: DraftTree) -> list[dict[str, Any]]:
    """What can be done with the draft by whoever looks at it."""
    examples = DraftExample.objects.filter(tree=draft).count()
    listed = find_address("admin:diagnosis_draftexample_changelist")
    actions = [
        ("Try it", find_address("try-draft", draft.pk), True),
        (f"Examples ({examples})", listed and f"{listed}?tree__id__exact={draft.pk}", True),
        ("Publish", find_address("admin:diagnosis_drafttree_publish", draft.pk), may(request, "publish_tree")),
        ("Export", find_address("admin:diagnosis_drafttree_export", draft.pk), True),
        ("Throw away", find_address("admin:diagnosis_drafttree_discard", draft.pk), may(request, "delete_drafttree")),
        ("Changes", find_address("admin:diagnosis_drafttree_history", draft.pk), True),
    ]
    return [{"label": label, "address": address} for label, address, allowed in actions if address and allowed]


def may(request: HttpRequest, permission: str) -> bool:
    return request.user.has_perm(f"diagnosis.{permission}")
