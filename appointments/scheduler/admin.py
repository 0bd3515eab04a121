"""Bookings at the scheduler, for whoever puts right what the scheduler was not willing to take."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from appointments.scheduler.models import SchedulerBooking
from appointments.scheduler.put_right import call_settled, tell_again
from repairs.council.dates import say_date, say_window
from repairs.staff.audited import keep_changes


@admin.register(SchedulerBooking)
class SchedulerBookingAdmin(admin.ModelAdmin[SchedulerBooking]):
    list_display = ["when", "what_now", "trade", "patch", "minutes", "state", "there"]
    list_filter = ["needs_person", "state", "there", "day"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["id", "key", "holder", "home"]
    search_help_text = "The booking's id in the works order, the key that the scheduler has, or a UPRN"
    ordering = ["-needs_person", "-created_at"]
    actions = ["tell_again", "call_settled"]
    fields = [
        *("when", "trade", "patch", "minutes", "home", "work", "state", "there", "what_now"),
        *("attempts", "last_problem", "due_at", "held_until", "booked_at", "created_at", "id", "key", "holder"),
    ]

    @admin.display(description="when", ordering="day")
    def when(self, row: SchedulerBooking) -> str:
        return f"{say_date(row.day)}, {say_window(row.starts, row.ends)}"

    @admin.display(description="what now")
    def what_now(self, row: SchedulerBooking) -> str:
        if row.needs_person:
            return f"Needs a person: {row.last_problem}"
        return "The scheduler will be told" if row.is_to_be_told else "Nothing to do"

    @admin.action(description="Tell the scheduler again now", permissions=["put_right"])
    def tell_again(self, request: HttpRequest, rows: QuerySet[SchedulerBooking]) -> None:
        told = self.keep(request, rows, "Asked for the scheduler to be told again.")
        messages.success(request, f"To be told again in the next few seconds: {tell_again(told, timezone.now())}.")

    @admin.action(description="I have put it right at the scheduler", permissions=["put_right"])
    def call_settled(self, request: HttpRequest, rows: QuerySet[SchedulerBooking]) -> None:
        told = self.keep(request, rows, "Said that it was put right at the scheduler.")
        messages.success(request, f"Put right: {call_settled(told)}.")

    def keep(self, request: HttpRequest, rows: QuerySet[SchedulerBooking], words: str) -> list[UUID]:
        """Keeps who did it to which. What has nothing to be told is left alone."""
        told = [row for row in rows if row.is_to_be_told]
        keep_changes(request.user, CHANGE, [(row, words) for row in told])
        return [row.pk for row in told]

    def has_put_right_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("appointments.change_schedulerbooking")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
