"""What waits to be delivered, what was, and what a person must look at."""

from datetime import datetime
from typing import TypeVar

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from repairs.log.admin.lines import NOTHING, link_to
from repairs.log.admin.people import show_needed, show_needed_row
from repairs.log.admin.read_only import ReadOnlyAdmin
from repairs.log.admin.search import FoundByReference
from repairs.log.models import Message, WorksOrder, WorksOrderChange
from repairs.log.models.outbox_row import OutboxRow

NOT_SENT = "A report not sent yet"

Row = TypeVar("Row", WorksOrder, WorksOrderChange, Message)


class OutboxAdmin(FoundByReference[Row], ReadOnlyAdmin[Row]):
    list_select_related = ["repair"]
    ordering = ["-created_at"]
    reference_field = "repair__reference"
    postcode_fields = ["repair__postcode"]
    readonly_fields = ["to_repair", "next_try"]

    @admin.display(description="repair", ordering="repair__reference")
    def to_repair(self, row: Row) -> SafeString | str:
        return link_to(row.repair, str(row.repair)) if row.repair else NOT_SENT

    @admin.display(description="next try", ordering="due_at")
    def next_try(self, row: Row) -> datetime | str:
        return row.due_at if row.state == OutboxRow.State.WAITING else NOTHING


@admin.register(WorksOrder)
class WorksOrderAdmin(OutboxAdmin[WorksOrder]):
    list_display = ["reference", "state", "hms_number", "attempts", "last_problem", "next_try", "created_at", "sent_at"]
    list_filter = ["state", "created_at"]
    fields = [
        *("to_repair", "state", "hms_number", "attempts", "last_problem", "next_try", "created_at", "sent_at"),
        "key",
    ]
    readonly_fields = ["to_repair", "next_try", "key"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("needs-a-person/", view(show_needed), name="log_people"),
            path("needs-a-person/<str:name>/", view(show_needed_row), name="log_people_row"),
            *super().get_urls(),
        ]

    @admin.display(description="works order", ordering="repair__reference")
    def reference(self, order: WorksOrder) -> str:
        return str(order.repair)


@admin.register(WorksOrderChange)
class WorksOrderChangeAdmin(OutboxAdmin[WorksOrderChange]):
    list_display = ["kind", "about", "state", "attempts", "last_problem", "next_try", "created_at", "sent_at"]
    list_filter = ["state", "kind", "created_at"]
    list_select_related = ["order__repair"]
    reference_field = "order__repair__reference"
    postcode_fields = ["order__repair__postcode"]
    fields = [
        *("to_repair", "kind", "state", "attempts", "last_problem", "next_try", "created_at", "sent_at"),
        "key",
    ]
    readonly_fields = ["to_repair", "next_try", "key"]

    @admin.display(description="repair", ordering="order__repair__reference")
    def about(self, change: WorksOrderChange) -> str:
        return str(change.repair)


@admin.register(Message)
class MessageAdmin(OutboxAdmin[Message]):
    """Its words are not shown: they hold a link that opens the repair."""

    list_display = ["kind", "about", "channel", "state", "attempts", "last_problem", "next_try", "sent_at"]
    list_filter = ["state", "kind", "channel", "created_at"]
    fields = [
        *("to_repair", "kind", "channel", "state", "waits_for_order", "attempts", "last_problem", "next_try"),
        *("created_at", "sent_at", "gateway_id"),
    ]

    @admin.display(description="repair", ordering="repair__reference")
    def about(self, message: Message) -> str:
        return str(message.repair or NOT_SENT)
