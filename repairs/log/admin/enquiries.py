"""What residents have asked and a person answers: the one that is due first comes first."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from repairs.log.admin.enquiry_form import EnquiryForm
from repairs.log.admin.lines import NOTHING, as_lines, link_to, one_address, short_moment
from repairs.log.admin.read_only import KeptAdmin
from repairs.log.admin.search import FoundByReference
from repairs.log.enquiries.answer import AlreadyAnswered, answer
from repairs.log.enquiries.escalate import escalate
from repairs.log.models import Complaint, Enquiry, Repair
from repairs.staff.audited import AuditedByName


class StillToAnswer(admin.SimpleListFilter):
    """Those that wait are shown until somebody asks for others."""

    title = "whether it is answered"
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "Overdue"), ("mine", "Mine"), ("yes", "Answered"), ("all", "All")]

    def choices(self, changelist: Any) -> Any:
        waiting, *others = super().choices(changelist)
        return [{**waiting, "display": "Waiting"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
        if self.value() == "all":
            return queryset
        if self.value() == "overdue":
            return queryset.filter(answered_at=None, due_at__lte=timezone.now())
        if self.value() == "mine":
            return queryset.filter(answered_at=None, owner=request.user.pk)
        return queryset.filter(answered_at__isnull=self.value() != "yes")


class AnsweredByStaff(AuditedByName[Enquiry], FoundByReference[Enquiry], KeptAdmin[Enquiry]):
    form = EnquiryForm
    list_display = ["due", "urgency", "kind", "who", "contact", "where", "owner", "answered_at"]
    list_filter = [StillToAnswer, "kind", "asked_at"]
    list_select_related = ["repair", "owner"]
    ordering = [F("answered_at").asc(nulls_first=True), "due_at", "pk"]
    reference_field = "repair__reference"
    postcode_fields = ["repair__postcode"]
    about = ("kind", "to_repair", "said", "known", "who", "contact", "where", "asked_at", "due_at", "urgency", "owner")
    readonly_fields = [*about, "escalated_at", "given_answer", "answered_at"]

    def get_fieldsets(self, request: HttpRequest, obj: Enquiry | None = None) -> Any:
        to_answer = obj is not None and obj.answered_at is None and self.has_change_permission(request, obj)
        done = ["take", "answer", "escalate"] if to_answer else ["given_answer", "answered_at"]
        return [("What they ask", {"fields": [*self.about, "escalated_at"]}), ("Our answer", {"fields": done})]

    def has_change_permission(self, request: HttpRequest, obj: Enquiry | None = None) -> bool:
        """What is answered has been read."""
        return super().has_change_permission(request, obj) and (obj is None or obj.answered_at is None)

    def save_model(self, request: HttpRequest, obj: Enquiry, form: Any, change: bool) -> None:
        now, given = timezone.now(), form.cleaned_data
        owner = request.user.pk if given["take"] and obj.owner_id is None else obj.owner_id
        owner = owner if given["take"] else None
        Enquiry.objects.filter(pk=obj.pk, answered_at=None).update(owner=owner)
        obj.owner_id = owner
        if given["escalate"]:
            escalate(obj, now)
        if words := given["answer"].strip():
            try:
                answer(obj, words, request.user, now)
            except AlreadyAnswered:
                messages.error(request, "Somebody else has answered it meanwhile. Your answer was not sent.")

    @admin.display(description="due", ordering="due_at")
    def due(self, enquiry: Enquiry) -> str:
        return short_moment(enquiry.due_at)

    @admin.display(description="overdue")
    def urgency(self, enquiry: Enquiry) -> str:
        if enquiry.answered_at:
            return "Answered late" if enquiry.answered_at > enquiry.due_at else "Answered in time"
        if enquiry.due_at <= timezone.now():
            return "Overdue"
        return "Handed on" if enquiry.escalated_at else "Not yet"

    @admin.display(description="repair")
    def to_repair(self, enquiry: Enquiry) -> SafeString:
        return link_to(Repair(pk=enquiry.repair_id), str(enquiry.repair))

    @admin.display(description="in their own words")
    def said(self, enquiry: Enquiry) -> SafeString | str:
        return as_lines(enquiry.words.splitlines())

    @admin.display(description="what else is known")
    def known(self, enquiry: Enquiry) -> SafeString | str:
        lines = [
            f"{name.replace('_', ' ').capitalize()}: {', '.join(value) if isinstance(value, list) else value}"
            for name, value in enquiry.detail.items()
            if value
        ]
        return as_lines(lines)

    @admin.display(description="who")
    def who(self, enquiry: Enquiry) -> str:
        return enquiry.repair.name

    @admin.display(description="how to reach them")
    def contact(self, enquiry: Enquiry) -> SafeString | str:
        repair = enquiry.repair
        return as_lines([repair.phone, repair.email, f"Wants to hear by: {repair.get_tell_by_display().lower()}"])

    @admin.display(description="address")
    def where(self, enquiry: Enquiry) -> str:
        return one_address(enquiry.repair) or NOTHING

    @admin.display(description="answer")
    def given_answer(self, enquiry: Enquiry) -> SafeString | str:
        return as_lines(enquiry.answer.splitlines()) if enquiry.answer else NOTHING


@admin.register(Enquiry)
class EnquiryAdmin(AnsweredByStaff):
    """Without complaints, which are no requests for service."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Enquiry]:
        return super().get_queryset(request).exclude(kind=Enquiry.Kind.COMPLAINT)


@admin.register(Complaint)
class ComplaintAdmin(AnsweredByStaff):
    list_filter = [StillToAnswer, "asked_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Enquiry]:
        return super().get_queryset(request).filter(kind=Enquiry.Kind.COMPLAINT)
