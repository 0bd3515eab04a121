"""Files for quality checks, for managers. Whoever takes one is written down with what was in it."""

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from repairs.contact_centre.access import agent_id
from repairs.contact_centre.overrides.days_form import DaysForm
from repairs.govuk.widgets import Text
from repairs.log.models import QualityExport
from repairs.log.quality import COLUMNS, MOST_OF_A_SAMPLE, begin_export, lines
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page
from repairs.tables.streaming import as_file

MAY_EXPORT = "log.export_quality"
SHOWN = 20
WRONG_SAMPLE = f"Enter a whole number from 1 to {MOST_OF_A_SAMPLE}, or leave it empty"


class QualityForm(DaysForm):
    sample = forms.IntegerField(
        label="How many repairs of each person? (optional)",
        help_text="Chance chooses them. Leave it empty for all.",
        required=False,
        min_value=1,
        max_value=MOST_OF_A_SAMPLE,
        widget=Text(width=4, inputmode="numeric", autocomplete="off"),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WRONG_SAMPLE),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(MAY_EXPORT)
def quality(request: HttpRequest) -> HttpResponseBase:
    posted = request.method == "POST"
    form = QualityForm(request.POST) if posted else QualityForm(initial=DaysForm.last_week(timezone.localdate()))
    if posted and form.is_valid():
        given = form.cleaned_data
        _, found = begin_export(agent_id(request), given["first"], given["last"], given["sample"])
        return as_file(lines(found), f"quality-{given['first']}-{given['last']}.csv")
    words = {
        "form": form,
        "page_url": reverse("contact-centre:quality"),
        "columns": COLUMNS,
        "taken": QualityExport.objects.select_related("staff")[:SHOWN],
    }
    return staff_page(request, "contact_centre/overrides/quality.html", words)
