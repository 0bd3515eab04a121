from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from diagnosis.models import SorItem
from diagnosis.sor_table import SorTable
from repairs.staff.audited import Audited
from repairs.tables.kept_while_used import KeptWhileUsed
from repairs.tables.pages import ImportsFromCsv


class RowForm(ModelForm[SorItem]):
    """A row of the list. The headings of the columns do not label its fields, so that each says its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{name.capitalize()} of {self.instance.code}"


@admin.register(SorItem)
class SorItemAdmin(Audited[SorItem], KeptWhileUsed[SorItem], ImportsFromCsv[SorItem]):
    table = SorTable
    fields = ["code", "description", "trade", "minutes", "cost", "follow_on"]
    list_display = ["code", "description", "trade", "minutes", "cost"]
    list_editable = ["minutes", "cost"]
    list_filter = ["trade"]
    list_select_related = ["trade"]
    # A page that is saved whole must stay below DATA_UPLOAD_MAX_NUMBER_FIELDS.
    list_per_page = 40
    search_fields = ["code", "description"]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{"form": RowForm, **kwargs})
