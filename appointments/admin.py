from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest

from appointments.closures import apply_closures
from appointments.models import Booking, Closure, Place, Weekday, WeeklyCapacity, Window
from appointments.plan import set_by_hand


class WindowForm(forms.ModelForm[Window]):
    weekdays = forms.TypedMultipleChoiceField(
        choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple, label="Days it runs on"
    )


@admin.register(Window)
class WindowAdmin(admin.ModelAdmin[Window]):
    form = WindowForm
    list_display = ["name", "code", "starts", "ends", "runs_on_days"]

    @admin.display(description="runs on")
    def runs_on_days(self, window: Window) -> str:
        return ", ".join(str(Weekday(day).label) for day in sorted(window.weekdays))


@admin.register(WeeklyCapacity)
class WeeklyCapacityAdmin(admin.ModelAdmin[WeeklyCapacity]):
    list_display = ["patch", "trade", "weekday", "window", "minutes"]
    list_editable = ["minutes"]
    list_filter = ["patch", "trade", "weekday", "window"]
    list_select_related = ["patch", "trade", "window"]


@admin.register(Closure)
class ClosureAdmin(admin.ModelAdmin[Closure]):
    """Adding, changing or deleting a closure closes and opens the places of its day at once."""

    list_display = ["day", "patch", "trade", "window", "reason"]
    list_filter = ["patch", "trade"]
    list_select_related = ["patch", "trade", "window"]
    date_hierarchy = "day"

    def save_model(self, request: HttpRequest, obj: Closure, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for day in {obj.day, form.initial.get("day", obj.day)}:
            apply_closures(day)

    def delete_model(self, request: HttpRequest, obj: Closure) -> None:
        super().delete_model(request, obj)
        apply_closures(obj.day)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Closure]) -> None:
        days = set(queryset.values_list("day", flat=True))
        super().delete_queryset(request, queryset)
        for day in days:
            apply_closures(day)


class PlaceForm(forms.ModelForm[Place]):
    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if minutes < self.instance.used:
            raise forms.ValidationError(f"{self.instance.used} minutes are taken, so it must be that or more.")
        return minutes


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin[Place]):
    """The diary. Only the minutes of a place can be changed; a day is closed by a closure."""

    form = PlaceForm
    list_display = ["day", "window", "patch", "trade", "minutes", "held", "booked", "free_minutes", "closed", "by_hand"]
    list_filter = ["patch", "trade", "window", "closed"]
    list_select_related = ["patch", "trade", "window"]
    date_hierarchy = "day"
    ordering = ["day", "window", "patch", "trade"]
    fields = ["patch", "trade", "window", "day", "minutes", "held", "booked", "free_minutes", "closed", "by_hand"]
    readonly_fields = ["held", "booked", "free_minutes", "closed", "by_hand"]

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
