import json

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from diagnosis.models import PublishedTree, SorItem


@admin.register(SorItem)
class SorItemAdmin(admin.ModelAdmin[SorItem]):
    list_display = ["code", "description", "trade", "minutes", "cost"]
    list_editable = ["minutes", "cost"]
    list_filter = ["trade"]
    list_select_related = ["trade"]
    search_fields = ["code", "description"]


@admin.register(PublishedTree)
class PublishedTreeAdmin(admin.ModelAdmin[PublishedTree]):
    list_display = ["key", "version", "published_at", "published_by", "note"]
    list_display_links = ["key", "version"]
    list_filter = ["key"]
    fields = readonly_fields = ("key", "version", "note", "published_at", "published_by", "sha256", "as_json")

    @admin.display(description="document")
    def as_json(self, tree: PublishedTree) -> str:
        return format_html("<pre>{}</pre>", json.dumps(tree.document, indent=1, ensure_ascii=False))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: PublishedTree | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PublishedTree | None = None) -> bool:
        return False
