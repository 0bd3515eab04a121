from django.contrib import admin
from django.http import HttpRequest

from appointments.models import Booking


@admin.register(Booking)
class BookingAdmin(admin.ModelAdmin[Booking]):
    list_display = ["place", "minutes", "state", "held_until", "booked_at", "holder"]
    list_filter = ["state", "place__patch", "place__trade"]
    list_select_related = ["place__patch", "place__trade", "place__window"]
    search_fields = ["id", "holder"]
    date_hierarchy = "place__day"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Booking | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Booking | None = None) -> bool:
        return False
