from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from repairs.staff.models import StaffChange


class Person(admin.RelatedOnlyFieldListFilter):
    """Only those who have changed something."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "who"


class When(admin.DateFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "when"


class Kind(admin.SimpleListFilter):
    title = "what it is"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        used = model_admin.get_queryset(request).order_by().values_list("content_type", flat=True).distinct()
        return sorted(
            ((str(kind.pk), name_of(kind)) for kind in ContentType.objects.filter(pk__in=used)), key=lambda one: one[1]
        )

    def queryset(self, request: HttpRequest, queryset: QuerySet[StaffChange]) -> QuerySet[StaffChange]:
        chosen = self.value()
        return queryset.filter(content_type_id=int(chosen)) if chosen and is_id(chosen) else queryset


@admin.register(StaffChange)
class StaffChangeAdmin(admin.ModelAdmin[StaffChange]):
    """Whoever may see a kind of row may see who changed it."""

    list_display = ["when", "who", "kind", "which", "what"]
    list_display_links = None
    list_filter = [("user", Person), Kind, ("action_time", When)]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "change_message", "user__username"]
    date_hierarchy = "action_time"
    ordering = ["-action_time", "-pk"]
    actions = None
    fields = ["when", "who", "kind", "which", "what"]
    readonly_fields = ("when", "who", "kind", "which", "what")
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[StaffChange]:
        return super().get_queryset(request).filter(content_type__in=kinds_seen_by(request.user))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Who changed what", **(extra_context or {})})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """A change has no changes of its own."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:staff_staffchange_changelist")

    @admin.display(description="when", ordering="action_time")
    def when(self, change: StaffChange) -> datetime:
        return change.action_time

    @admin.display(description="who", ordering="user__username")
    def who(self, change: StaffChange) -> str:
        return change.user.get_full_name() or change.user.get_username()

    @admin.display(description="kind", ordering="content_type__model")
    def kind(self, change: StaffChange) -> str:
        return name_of(change.content_type) if change.content_type else ""

    @admin.display(description="which", ordering="object_repr")
    def which(self, change: StaffChange) -> str:
        address = None if change.is_deletion() else address_of(change)
        return format_html('<a href="{}">{}</a>', address, change.object_repr) if address else change.object_repr

    @admin.display(description="what was changed")
    def what(self, change: StaffChange) -> str:
        return change.get_change_message() or change.get_action_flag_display()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: StaffChange | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: StaffChange | None = None) -> bool:
        return False


def kinds_seen_by(user: Any) -> list[int]:
    seen = []
    for kind in ContentType.objects.get_for_models(*admin.site._registry, for_concrete_models=False).values():
        if user.has_perm(f"{kind.app_label}.view_{kind.model}"):
            seen.append(kind.pk)
    return seen


def name_of(kind: ContentType) -> str:
    model = kind.model_class()
    name = str(model._meta.verbose_name) if model else kind.model
    return name[:1].upper() + name[1:]


def address_of(change: StaffChange) -> str | None:
    kind = change.content_type
    if kind is None or not change.object_id:
        return None
    try:
        return reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[quote(change.object_id)])
    except NoReverseMatch:
        return None


def is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
