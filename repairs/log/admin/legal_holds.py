"""Repairs that are kept for a legal case, whatever their age."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from repairs.log.admin.lines import link_to
from repairs.log.admin.read_only import KeptAdmin
from repairs.log.admin.search import FoundByReference
from repairs.log.models import LegalHold, Repair
from repairs.log.reference import read_reference
from repairs.staff.audited import AuditedByName

MAY_HOLD = "log.hold_legalhold"


class BeginForm(forms.ModelForm[LegalHold]):
    reference = forms.CharField(max_length=40, help_text="Of the repair.")

    class Meta:
        model = LegalHold
        fields = ["reason"]

    def clean_reference(self) -> str:
        read = read_reference(self.cleaned_data["reference"])
        repair = Repair.objects.filter(reference=read, forgotten_at=None).first() if read else None
        if repair is None:
            raise forms.ValidationError("There is no repair with this reference.")
        if repair.legal_holds.filter(ended_at=None).exists():
            raise forms.ValidationError("This repair is kept already.")
        self.instance.repair = repair
        return repair.reference


class EndForm(forms.ModelForm[LegalHold]):
    end = forms.BooleanField(required=False, label="The case is over: forget the repair when its time has come")

    class Meta:
        model = LegalHold
        fields = ["reason"]


@admin.register(LegalHold)
class LegalHoldAdmin(AuditedByName[LegalHold], FoundByReference[LegalHold], KeptAdmin[LegalHold]):
    list_display = ["to_repair", "reason", "by", "began_at", "ended_at"]
    list_display_links = ["reason"]
    list_filter = [("ended_at", admin.EmptyFieldListFilter), "began_at"]
    list_select_related = ["repair", "by"]
    reference_field = "repair__reference"
    postcode_fields = ["repair__postcode"]
    readonly_fields = ["to_repair", "by", "began_at", "ended_at"]

    def get_form(self, request: HttpRequest, obj: LegalHold | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, form=EndForm if obj else BeginForm, **kwargs)

    def get_fields(self, request: HttpRequest, obj: LegalHold | None = None) -> Any:
        if obj is None:
            return ["reference", "reason"]
        ends = ["end"] if self.has_change_permission(request, obj) else []
        return ["to_repair", "reason", "by", "began_at", "ended_at", *ends]

    def save_model(self, request: HttpRequest, obj: LegalHold, form: Any, change: bool) -> None:
        if not change:
            obj.by_id = request.user.pk
        elif form.cleaned_data["end"]:
            obj.ended_at = timezone.now()
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_HOLD)

    def has_change_permission(self, request: HttpRequest, obj: LegalHold | None = None) -> bool:
        return request.user.has_perm(MAY_HOLD) and (obj is None or obj.ended_at is None)

    @admin.display(description="repair", ordering="repair__reference")
    def to_repair(self, hold: LegalHold) -> SafeString:
        return link_to(hold.repair, str(hold.repair))
