from typing import Any

from django.contrib import admin
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, Func, IntegerField, OuterRef, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse

from diagnosis.admin.exporting import version_export_urls
from diagnosis.admin.picture import make_drawing
from diagnosis.admin.read_only import ReadOnly
from diagnosis.admin.reports_of_version import reports_path
from diagnosis.admin.version import describe_version
from diagnosis.admin.version_steps import version_urls
from diagnosis.models import PublishedTree


class CountNodes(Func):
    """How many there are in a document, without reading it."""

    output_field = IntegerField()
    template = "JSON_ARRAY_LENGTH(%(expressions)s, '$.nodes')"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        template = "JSONB_ARRAY_LENGTH(%(expressions)s -> 'nodes')"
        return self.as_sql(compiler, connection, template=template, **context)


@admin.register(PublishedTree)
class PublishedTreeAdmin(ReadOnly[PublishedTree]):
    list_display = ["key", "version", "is_in_use", "published_at", "published_by", "note", "pages"]
    list_display_links = ["key", "version"]
    list_filter = ["key"]
    search_fields = ["note", "published_by"]
    search_help_text = "Words of the note, or who published it"
    fields = ["key"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PublishedTree]:
        later = PublishedTree.objects.filter(key=OuterRef("key"), version__gt=OuterRef("version"))
        counted = super().get_queryset(request).annotate(has_later=Exists(later), node_count=CountNodes("document"))
        return counted.defer("document")

    @admin.display(description="in use")
    def is_in_use(self, tree: PublishedTree) -> str:
        return "" if tree.has_later else "In use now"  # type: ignore[attr-defined]

    @admin.display(description="pages and outcomes")
    def pages(self, tree: PublishedTree) -> int:
        count: int = tree.node_count  # type: ignore[attr-defined]
        return count

    def get_urls(self) -> list[URLPattern]:
        return [reports_path(self), *version_urls(self), *version_export_urls(self), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        tree = context["original"]
        version = describe_version(tree)
        told = {"version": version, "drawing": make_drawing(tree.document), "title": version.heading, "subtitle": None}
        return super().render_change_form(request, {**context, **told}, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What was done to a version is written down with all that was done to its diagnosis."""
        tree = self.get_object(request, object_id)
        address = reverse("admin:diagnosis_treechange_changelist")
        return redirect(f"{address}?tree_key={tree.key}" if tree else address)
