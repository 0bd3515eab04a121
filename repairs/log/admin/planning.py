from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString

from repairs.council.dates import say_window
from repairs.log.admin.lines import NOTHING, as_lines, link_to, short_day, short_moment
from repairs.log.admin.read_only import ReadOnlyAdmin
from repairs.log.admin.search import FoundByReference
from repairs.log.changeable import last_of_visits
from repairs.log.models import Repair, VisitToPlan
from repairs.log.planning import soonest_free, visits_to_plan
from repairs.log.planning_words import why_no_time


@admin.register(VisitToPlan)
class VisitToPlanAdmin(FoundByReference[VisitToPlan], ReadOnlyAdmin[VisitToPlan]):
    """What planners work through from the top: the repair that is due soonest comes first."""

    list_display = ["due", "why", "repair", "where", "work", "suits", "contact", "sooner"]
    list_display_links = None
    list_filter = ["trade", "home__patch", "wants_sooner", "priority"]
    list_select_related = ["priority", "trade", "home__patch", "appointment", "works_order"]
    list_per_page = 25
    reference_field = "reference"
    postcode_fields = ["postcode"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[VisitToPlan]:
        due_soonest = visits_to_plan(timezone.now()).values("pk")
        return VisitToPlan.objects.filter(pk__in=due_soonest).order_by("due_at", "pk")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            raise PermissionDenied
        return redirect("admin:log_repair_change", object_id)

    @admin.display(description="due", ordering="due_at")
    def due(self, visit: VisitToPlan) -> SafeString | str:
        late = "Overdue" if visit.due_at < timezone.now() else ""
        return as_lines([short_moment(visit.due_at), late])

    @admin.display(description="why it is here")
    def why(self, visit: VisitToPlan) -> SafeString | str:
        if why := why_no_time(visit, last_of_visits(visit)):
            return why
        booked = visit.appointment
        asked = "They want a sooner time" if visit.wants_sooner else ""
        return as_lines([f"Booked after the target: {short_day(booked.day)}", asked])

    @admin.display(description="repair")
    def repair(self, visit: VisitToPlan) -> SafeString | str:
        return as_lines([link_to(Repair(pk=visit.pk), visit.reference), visit.title, visit.priority])

    @admin.display(description="address", ordering="postcode")
    def where(self, visit: VisitToPlan) -> SafeString | str:
        patch = visit.home.patch if visit.home else None
        return as_lines([*visit.address.splitlines(), visit.postcode, patch])

    @admin.display(description="trade", ordering="trade__name")
    def work(self, visit: VisitToPlan) -> str:
        return visit.trade.name if visit.trade else NOTHING

    @admin.display(description="when someone could be in")
    def suits(self, visit: VisitToPlan) -> SafeString | str:
        return as_lines(visit.preferred_times)

    @admin.display(description="contact")
    def contact(self, visit: VisitToPlan) -> SafeString | str:
        return as_lines([visit.name, visit.phone, visit.email])

    @admin.display(description="soonest free now")
    def sooner(self, visit: VisitToPlan) -> str:
        slot = soonest_free(visit, timezone.now())
        return f"{short_day(slot.day)}, {say_window(slot.starts, slot.ends)}" if slot else "Nothing"
