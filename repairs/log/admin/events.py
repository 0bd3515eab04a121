from django.contrib import admin

from repairs.log.admin.lines import NOTHING
from repairs.log.admin.read_only import ReadOnlyAdmin
from repairs.log.admin.search import FoundByReference
from repairs.log.history import particulars, who_helped
from repairs.log.models import Event


@admin.register(Event)
class EventAdmin(FoundByReference[Event], ReadOnlyAdmin[Event]):
    list_display = ["at", "kind", "repair", "particulars", "helped"]
    list_filter = ["kind", "channel", "at"]
    list_select_related = ["repair", "staff"]
    ordering = ["-at", "-pk"]
    reference_field = "repair__reference"
    postcode_fields = ["repair__postcode"]
    fields = ["at", "kind", "repair", "particulars", "helped"]
    readonly_fields = ["particulars", "helped"]

    @admin.display(description="particulars")
    def particulars(self, event: Event) -> str:
        return ", ".join(particulars(event))

    @admin.display(description="helped by")
    def helped(self, event: Event) -> str:
        return who_helped(event) or NOTHING
