from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from repairs.log.admin.lines import NOTHING, as_answers, as_lines, link_to, one_address, short_moment
from repairs.log.admin.read_only import ReadOnlyAdmin
from repairs.log.admin.search import FoundByReference
from repairs.log.call_backs_shown import shown_to
from repairs.log.models import CallBack
from repairs.log.said import said_before_sending, said_in

NOT_GIVEN = "Not given yet"


class StillToDo(admin.SimpleListFilter):
    """Those that wait are shown until somebody asks for others."""

    title = "whether it is done"
    parameter_name = "done"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "Overdue"), ("yes", "Done"), ("all", "All")]

    def choices(self, changelist: Any) -> Any:
        waiting, *others = super().choices(changelist)
        return [{**waiting, "display": "Waiting"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CallBack]) -> QuerySet[CallBack]:
        if self.value() == "all":
            return queryset
        if self.value() == "overdue":
            return queryset.filter(done_at=None, due_at__lt=timezone.now())
        return queryset.filter(done_at__isnull=self.value() != "yes")


@admin.register(CallBack)
class CallBackAdmin(FoundByReference[CallBack], ReadOnlyAdmin[CallBack]):
    """To look back at. Whoever rings works from the list of the contact centre, to which each row leads."""

    list_display = ["due_at", "urgency", "who", "contact", "problem", "reason", "where", "done_at"]
    list_filter = [StillToDo, "reason", "due_at"]
    list_select_related = ["repair", "home"]
    ordering = [F("done_at").asc(nulls_first=True), "due_at"]
    reference_field = "repair__reference"
    postcode_fields = ["repair__postcode", "home__postcode"]
    whom = ("who", "contact", "where", "home", "to_repair")
    about = (*whom, "news", "problem", "reason", "said", "words", "asked_at", "due_at")
    readonly_fields = [*about, "urgency", "in_list", "notes"]

    fieldsets = [
        ("Who to ring", {"fields": whom}),
        ("What about", {"fields": [*about[len(whom) :], "urgency"]}),
        (
            "What was done",
            {"fields": ["in_list", "taken_by", "tries", "done_at", "ended_as", "led_to", "notes", "note"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CallBack]:
        return super().get_queryset(request).filter(shown_to(request.user))

    @admin.display(description="in the list of call backs")
    def in_list(self, call_back: CallBack) -> SafeString:
        address = reverse("contact-centre:call-back", args=[call_back.pk])
        return format_html('<a href="{}">Take it, note or close it</a>', address)

    @admin.display(description="notes")
    def notes(self, call_back: CallBack) -> SafeString | str:
        notes = call_back.notes.select_related("staff")
        return as_lines(
            f"{short_moment(one.at)}, {one.staff}: {one.get_did_display()}. {one.words}".strip() for one in notes
        )

    @admin.display(description="overdue")
    def urgency(self, call_back: CallBack) -> str:
        if call_back.done_at:
            return "Done late" if call_back.done_at > call_back.due_at else "Done in time"
        return "Overdue" if call_back.due_at < timezone.now() else "Not yet"

    @admin.display(description="who")
    def who(self, call_back: CallBack) -> str:
        return call_back.repair.name if call_back.repair else NOT_GIVEN

    @admin.display(description="how to reach them")
    def contact(self, call_back: CallBack) -> SafeString | str:
        repair = call_back.repair
        if repair is None:
            return NOT_GIVEN
        return as_lines([repair.phone, repair.email, f"Wants to hear by: {repair.get_tell_by_display().lower()}"])

    @admin.display(description="address")
    def where(self, call_back: CallBack) -> str:
        if call_back.repair:
            return one_address(call_back.repair) or NOTHING
        return str(call_back.home) if call_back.home else NOT_GIVEN

    @admin.display(description="repair")
    def to_repair(self, call_back: CallBack) -> SafeString | str:
        return link_to(call_back.repair, str(call_back.repair)) if call_back.repair else "Not sent yet"

    @admin.display(description="what they said")
    def said(self, call_back: CallBack) -> SafeString | str:
        if call_back.repair:
            return as_answers(said_in(call_back.repair.tree_id, call_back.repair.answers))
        return as_answers(said_before_sending(call_back.answers))

    @admin.display(description="what to tell them")
    def news(self, call_back: CallBack) -> SafeString | str:
        return as_lines(call_back.to_tell.splitlines())

    @admin.display(description="in their own words")
    def words(self, call_back: CallBack) -> SafeString | str:
        return as_lines(call_back.repair.description.splitlines() if call_back.repair else [])
