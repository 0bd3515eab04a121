from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from repairs.council.dates import say_window
from repairs.log.admin.delay_notes import MAY_WRITE
from repairs.log.admin.end_links import end_links
from repairs.log.admin.lines import NOTHING, one_address, short_day, short_moment
from repairs.log.admin.read_only import ReadOnlyAdmin
from repairs.log.admin.repair_details import RepairDetails
from repairs.log.admin.search import FoundByReference
from repairs.log.job_status.state import job_state_of
from repairs.log.models import Repair
from repairs.log.planning import BACK_TO_PLANNERS


@admin.register(Repair)
class RepairAdmin(RepairDetails, FoundByReference[Repair], ReadOnlyAdmin[Repair]):
    list_display = ["reference", "problem", "where", "urgency", "due", "comes", "order_state", "reported"]
    list_filter = ["priority", "ending", "works_order__state", "reported_at"]
    list_select_related = ["priority", "appointment", "works_order"]
    reference_field = "reference"
    postcode_fields = ["postcode"]
    fieldsets = [
        (
            "The problem",
            {"fields": ["reference", "on_one_page", "problem", "location", "answered", "words", "added", "photos"]},
        ),
        ("How urgent", {"fields": ["priority", "rules", "due_at", "right_to_repair", "hazards_found", "flags_set"]}),
        ("Who and where", {"fields": ["name", "contact", "lines", "home", "at_risk", "who_is_in", "access", "links"]}),
        ("The visit", {"fields": ["ending", "comes", "times", "trade", "work"]}),
        (
            "What happened",
            {
                "fields": [
                    "reported_at",
                    "order",
                    "job",
                    "call_back_asked",
                    "why_cancelled",
                    "delayed",
                    "told",
                    "happened",
                ]
            },
        ),
        ("How long we keep it", {"fields": ["kept", "forgotten"]}),
    ]
    readonly_fields = [
        *(
            "on_one_page",
            "problem",
            "answered",
            "words",
            "added",
            "photos",
            "rules",
            "right_to_repair",
            "hazards_found",
            "flags_set",
        ),
        *("contact", "lines", "at_risk", "who_is_in", "access", "links", "comes", "times", "work"),
        *(
            "order",
            "job",
            "call_back_asked",
            "why_cancelled",
            "delayed",
            "delayed_and_more",
            "told",
            "happened",
            "kept",
            "forgotten",
        ),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Repair | None = None) -> Any:
        if not request.user.has_perm(MAY_WRITE):
            return self.fieldsets
        more = {"delayed": "delayed_and_more"}
        return [
            (title, {"fields": [more.get(str(name), name) for name in part["fields"]]})
            for title, part in self.fieldsets
        ]

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(end_links)
        return [path("<int:repair_id>/links/", page, name="log_repair_links"), *super().get_urls()]

    @admin.display(description="links")
    def links(self, repair: Repair) -> SafeString:
        return format_html('<a href="{}">End all links</a>', reverse("admin:log_repair_links", args=[repair.pk]))

    @admin.display(description="page for staff")
    def on_one_page(self, repair: Repair) -> SafeString:
        address = reverse("contact-centre:repair", args=[repair.reference])
        return format_html('<a href="{}">All of it, with notes, and help for whoever asks about it</a>', address)

    @admin.display(description="problem", ordering="title")
    def problem(self, repair: Repair) -> str:
        return repair.title

    @admin.display(description="address", ordering="postcode")
    def where(self, repair: Repair) -> str:
        return one_address(repair) or NOTHING

    @admin.display(description="priority", ordering="priority__rank")
    def urgency(self, repair: Repair) -> str:
        return str(repair.priority)

    @admin.display(description="due", ordering="due_at")
    def due(self, repair: Repair) -> str:
        return short_moment(repair.due_at)

    @admin.display(description="reported", ordering="reported_at")
    def reported(self, repair: Repair) -> str:
        return short_moment(repair.reported_at)

    @admin.display(description="appointment", ordering="appointment__day")
    def comes(self, repair: Repair) -> str:
        booked = getattr(repair, "appointment", None)
        if booked is None:
            return NOTHING
        if booked.cancelled_at:
            said = job_state_of(repair)
            return said.label if said in BACK_TO_PLANNERS else "Cancelled"
        return f"{short_day(booked.day)}, {say_window(booked.starts, booked.ends)}"

    @admin.display(description="works order", ordering="works_order__state")
    def order_state(self, repair: Repair) -> str:
        order = getattr(repair, "works_order", None)
        return order.get_state_display() if order else NOTHING
