from django.contrib import admin

from repairs.log.admin.read_only import ReadOnlyAdmin
from repairs.log.admin.repair_details import particulars
from repairs.log.admin.search import FoundByReference
from repairs.log.models import Event


@admin.register(Event)
class EventAdmin(FoundByReference[Event], ReadOnlyAdmin[Event]):
    list_display = ["at", "kind", "repair", "particulars"]
    list_filter = ["kind", "at"]
    list_select_related = ["repair"]
    ordering = ["-at", "-pk"]
    search_fields = ["repair__name"]
    reference_field = "repair__reference"
    postcode_fields = ["repair__postcode"]
    fields = ["at", "kind", "repair", "particulars"]
    readonly_fields = ["particulars"]

    @admin.display(description="particulars")
    def particulars(self, event: Event) -> str:
        return ", ".join(particulars(event))
