from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.text import Truncator

from diagnosis.admin.read_only import ReadOnly
from diagnosis.models import TreeChange

LINES_IN_LIST = 3
LONGEST_LINE = 160


@admin.register(TreeChange)
class TreeChangeAdmin(ReadOnly[TreeChange]):
    """The history of every diagnosis: whatever was done in the admin or by a command."""

    class Media:
        css = {"all": ["diagnosis/publishing.css"]}

    list_display = ["when", "in_short", "by", "tree_key"]
    list_filter = ["tree_key"]
    search_fields = ["by", "text"]
    search_help_text = "Words of what changed, or who changed it"
    fields = ["tree_key", "at", "by", "text"]

    @admin.display(description="when", ordering="at")
    def when(self, change: TreeChange) -> datetime:
        return change.at

    @admin.display(description="what changed")
    def in_short(self, change: TreeChange) -> str:
        lines = change.text.splitlines()
        more = len(lines) - LINES_IN_LIST
        shown = [Truncator(line).chars(LONGEST_LINE) for line in lines[:LINES_IN_LIST]]
        return as_lines([*shown, f"And {more} more."] if more > 0 else shown)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        title = {"title": "A change of a diagnosis", "subtitle": None}
        return super().render_change_form(request, {**context, **title}, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """A row of the history has none of its own."""
        return redirect("admin:diagnosis_treechange_changelist")


def as_lines(lines: list[str]) -> str:
    return format_html_join("", "<div>{}</div>", ([line] for line in lines))
