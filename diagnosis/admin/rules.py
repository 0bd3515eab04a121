"""The triage rules, for staff to read. They are part of the service: nobody changes them here."""

from collections import Counter
from collections.abc import Iterator

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from diagnosis.documents import TreeRefused
from diagnosis.models import DraftNode, DraftTree, PublishedTree
from diagnosis.rule_table import rule_rows
from diagnosis.services import load_tree, missing_priorities
from diagnosis.tree import Tree
from repairs.council.models import Priority

Admin = ModelAdmin[DraftTree]


def rules_path(admin: Admin) -> URLPattern:
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return show_rules(admin, request)

    return path("rules/", admin.admin_site.admin_view(view), name="diagnosis_rules")


def show_rules(admin: Admin, request: HttpRequest) -> HttpResponse:
    if not admin.has_view_permission(request):
        raise PermissionDenied
    priorities = {priority.code: str(priority) for priority in Priority.objects.all()}
    times = count_examples(in_use())
    words = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Rules",
        "rows": [(row, times[row.name]) for row in rule_rows(priorities, dict(DraftNode.Ending.choices))],
        "problems": [problem.text for problem in missing_priorities()],
    }
    return render(request, "admin/diagnosis/rules.html", words)


def in_use() -> Iterator[Tree]:
    """The latest version of each diagnosis that can still be read."""
    later = PublishedTree.objects.filter(key=OuterRef("key"), version__gt=OuterRef("version"))
    for id in PublishedTree.objects.filter(~Exists(later)).values_list("pk", flat=True):
        try:
            yield load_tree(id)
        except TreeRefused:
            continue


def count_examples(trees: Iterator[Tree]) -> Counter[str]:
    """In how many examples each rule must play a part."""
    held = (example for tree in trees for example in tree.examples if not example.withdrawn)
    return Counter(rule for example in held for rule in example.expect.rules)
