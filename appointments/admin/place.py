from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.urls import URLPattern, path

from appointments.admin.closing import close_day, open_day
from appointments.admin.day import show_day
from appointments.admin.minutes import change_minutes, give_overtime
from appointments.admin.week import show_week
from appointments.closures import apply_closures
from appointments.models import Place
from appointments.plan import set_by_hand
from repairs.staff.audited import Audited


class PlaceForm(forms.ModelForm[Place]):
    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if minutes < self.instance.used:
            raise forms.ValidationError(f"{self.instance.used} minutes are taken, so it must be that or more.")
        return minutes


@admin.register(Place)
class PlaceAdmin(Audited[Place]):
    """The diary. Only the minutes of a place can be changed; a day is closed by a closure."""

    form = PlaceForm
    list_display = ["day", "window", "patch", "trade", "minutes", "held", "booked", "free_minutes", "closed", "by_hand"]
    list_filter = ["patch", "trade", "window", "closed"]
    list_select_related = ["patch", "trade", "window"]
    date_hierarchy = "day"
    ordering = ["day", "window", "patch", "trade"]
    fields = ["patch", "trade", "window", "day", "minutes", "held", "booked", "free_minutes", "closed", "by_hand"]
    readonly_fields = ["held", "booked", "free_minutes", "closed", "by_hand"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("week/", view(show_week), name="appointments_week"),
            path("day/", view(show_day), name="appointments_day"),
            path("close/", view(close_day), name="appointments_close"),
            path("open/<int:closure_id>/", view(open_day), name="appointments_open"),
            path("overtime/", view(give_overtime), name="appointments_overtime"),
            path("minutes/", view(change_minutes), name="appointments_minutes"),
            *super().get_urls(),
        ]

    @admin.display(description="free", ordering=F("minutes") - F("held") - F("booked"))
    def free_minutes(self, place: Place) -> int | None:
        return place.free if place.pk else None

    def get_readonly_fields(self, request: HttpRequest, obj: Place | None = None) -> list[str]:
        settled = ["patch", "trade", "window", "day"] if obj else []
        return [*settled, *self.readonly_fields]

    def save_model(self, request: HttpRequest, obj: Place, form: Any, change: bool) -> None:
        """Never saves an existing place whole: its held and booked minutes may have moved since the page was opened."""
        if change:
            set_by_hand(obj.pk, obj.minutes)
            return
        obj.by_hand = True
        super().save_model(request, obj, form, change)
        apply_closures(obj.day)
