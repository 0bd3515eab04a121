import json
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from diagnosis.documents import TreeRefused, read_tree, say_problem
from diagnosis.drawing import draw_tree, outline_tree
from diagnosis.models import PublishedTree, SorItem
from diagnosis.problems import Problem
from diagnosis.services import check_tree
from diagnosis.tree import Outcome, Tree
from repairs.council.models import Priority


@admin.register(SorItem)
class SorItemAdmin(admin.ModelAdmin[SorItem]):
    list_display = ["code", "description", "trade", "minutes", "cost"]
    list_editable = ["minutes", "cost"]
    list_filter = ["trade"]
    list_select_related = ["trade"]
    search_fields = ["code", "description"]


# HACT's WorkPriorityCode, from the most urgent to the least.
BANDS = frozenset("12345")


@dataclass(frozen=True)
class Drawing:
    problems: list[str]
    """A sound tree can come to have some, when the council's tables change."""
    picture: str = ""
    outline: str = ""
    priorities: tuple[Priority, ...] = ()


def make_drawing(document: Any) -> Drawing:
    found = find_problems(document)
    said = [say_problem(problem) for problem in found]
    try:
        tree = read_tree(document)
    except TreeRefused:
        return Drawing(said)
    bands = {code: int(band) for code, band in Priority.objects.values_list("code", "hact_code") if band in BANDS}
    picture, outline = draw_tree(tree, bands, found), outline_tree(tree, found)
    # Both escape every word of the tree.
    return Drawing(said, mark_safe(picture), mark_safe(outline), priorities_in(tree))  # noqa: S308


def find_problems(document: Any) -> list[Problem]:
    try:
        check_tree(document)
    except TreeRefused as refused:
        return refused.problems
    return []


def priorities_in(tree: Tree) -> tuple[Priority, ...]:
    codes = {node.priority for node in tree.nodes if isinstance(node, Outcome)}
    return tuple(Priority.objects.filter(code__in=codes))


@admin.register(PublishedTree)
class PublishedTreeAdmin(admin.ModelAdmin[PublishedTree]):
    list_display = ["key", "version", "published_at", "published_by", "note"]
    list_display_links = ["key", "version"]
    list_filter = ["key"]
    readonly_fields = ("key", "version", "note", "published_at", "published_by", "sha256", "as_json")
    fieldsets = [
        (None, {"fields": readonly_fields[:-1]}),
        ("JSON document", {"fields": ["as_json"], "classes": ["collapse"]}),
    ]

    @admin.display(description="document")
    def as_json(self, tree: PublishedTree) -> str:
        return format_html("<pre>{}</pre>", json.dumps(tree.document, indent=1, ensure_ascii=False))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        drawing = make_drawing(context["original"].document)
        return super().render_change_form(request, {**context, "drawing": drawing}, *args, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: PublishedTree | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PublishedTree | None = None) -> bool:
        return False
