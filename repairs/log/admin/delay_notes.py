"""Why repairs take longer: written here, and read by residents on the page of their repair."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from repairs.log.admin.delay_note_form import DelayNoteForm, EndNoteForm
from repairs.log.admin.lines import NOTHING, link_to, short_moment
from repairs.log.delays.current import day_of
from repairs.log.delays.spread import end_note, spread
from repairs.log.models import DelayNote
from repairs.staff.audited import Audited

MAY_WRITE, MAY_SPREAD = "log.write_delaynote", "log.spread_delaynote"
KEPT = ("to_repair", "which", "words", "starts", "until", "tell", "reached", "written", "ended")


@admin.register(DelayNote)
class DelayNoteAdmin(Audited[DelayNote]):
    list_display = ["words", "which", "starts", "until", "state", "reached", "tell"]
    list_filter = ["trade", "patch", "starts"]
    list_select_related = ["repair", "trade", "patch"]
    search_fields = ["words", "repair__reference"]
    actions = None
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[DelayNote]:
        return super().get_queryset(request).annotate(count=Count("delayed"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_WRITE)

    def has_change_permission(self, request: HttpRequest, obj: DelayNote | None = None) -> bool:
        """To end it. What is for many is ended by those who may write for many."""
        if obj and (obj.ended_at or obj.until < day_of(timezone.now())):
            return False
        return request.user.has_perm(MAY_WRITE if obj is None or obj.repair_id else MAY_SPREAD)

    def has_delete_permission(self, request: HttpRequest, obj: DelayNote | None = None) -> bool:
        return False

    def get_form(self, request: HttpRequest, obj: DelayNote | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            return EndNoteForm if self.has_change_permission(request, obj) else super().get_form(request, obj, **kwargs)
        return type("DelayNoteForm", (DelayNoteForm,), {"may_spread": request.user.has_perm(MAY_SPREAD)})

    def get_fieldsets(self, request: HttpRequest, obj: DelayNote | None = None) -> Any:
        if obj is not None:
            ends = ["end"] if self.has_change_permission(request, obj) else []
            return [(None, {"fields": [*KEPT, *ends]})]
        tell = ["words", "starts", "until", "tell"]
        if not request.user.has_perm(MAY_SPREAD):
            return [(None, {"fields": ["reference", *tell]})]
        many = {
            "fields": ["trade", "patch", "reported_from", "reported_until", "sure"],
            "description": "All open repairs that are like this, now and while the note lasts. Never emergencies.",
        }
        return [("One repair", {"fields": ["reference"]}), ("Or many", many), ("The note", {"fields": tell})]

    def get_readonly_fields(self, request: HttpRequest, obj: DelayNote | None = None) -> tuple[str, ...]:
        return KEPT if obj is not None else ()

    def save_model(self, request: HttpRequest, obj: DelayNote, form: Any, change: bool) -> None:
        now = timezone.now()
        if change:
            end_note(obj, now)
            return
        obj.written_at = now
        super().save_model(request, obj, form, change)
        reached = spread(obj, now)
        if reached:
            messages.success(request, f"Residents of {reached} open {'repair' if reached == 1 else 'repairs'} read it.")

    @admin.display(description="for")
    def which(self, note: DelayNote) -> str:
        return note.for_which

    @admin.display(description="repair")
    def to_repair(self, note: DelayNote) -> SafeString | str:
        return link_to(note.repair, str(note.repair)) if note.repair else NOTHING

    @admin.display(description="repairs", ordering="count")
    def reached(self, note: DelayNote) -> int:
        return note.delayed.count()

    @admin.display(description="now")
    def state(self, note: DelayNote) -> str:
        today = day_of(timezone.now())
        if note.ended_at or note.until < today:
            return "Over"
        return "Residents read it" if note.starts <= today else "Not yet"

    @admin.display(description="written")
    def written(self, note: DelayNote) -> str:
        return short_moment(note.written_at)

    @admin.display(description="ended")
    def ended(self, note: DelayNote) -> str:
        return short_moment(note.ended_at) if note.ended_at else NOTHING
