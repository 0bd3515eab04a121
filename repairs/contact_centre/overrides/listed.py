"""What staff decided otherwise, for managers: last week's, or between two days."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from repairs.contact_centre.overrides.days_form import DaysForm
from repairs.log.models import Override
from repairs.log.overrides.listed import Asked, counted, lines, overrides_for
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page
from repairs.tables.streaming import as_file

MAY_REVIEW = "log.review_overrides"
SHOWN = 200
EVERY = ("", "All")


def not_listed(what: str) -> dict[str, str]:
    return {"invalid_choice": f"What you chose for {what} is not in the list"}


class OverridesForm(DaysForm):
    kind = forms.ChoiceField(
        label="What",
        required=False,
        choices=[EVERY, *Override.Kind.choices],
        error_messages=not_listed("“What”"),
    )
    staff = forms.ChoiceField(label="Who", required=False, choices=[EVERY], error_messages=not_listed("“Who”"))
    why = forms.ChoiceField(label="Reason", required=False, choices=[EVERY], error_messages=not_listed("“Reason”"))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        known = User.objects.filter(pk__in=Override.objects.values("staff")).order_by("username")
        people = [(one.username, one.get_full_name() or one.username) for one in known]
        whys = Override.objects.order_by("why").values_list("why", flat=True).distinct()
        for name, choices in {"staff": people, "why": [(why, why) for why in whys]}.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [EVERY, *choices]

    @property
    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)


def form_for(request: HttpRequest) -> OverridesForm:
    return OverridesForm(DaysForm.last_week(timezone.localdate()) | request.GET.dict())


@require_safe
@staff_only(MAY_REVIEW)
def overrides(request: HttpRequest) -> HttpResponse:
    form = form_for(request)
    words: dict[str, Any] = {"form": form, "page_url": reverse("contact-centre:overrides"), "shown": SHOWN}
    if form.is_valid():
        found = overrides_for(form.asked)
        words |= {"found": list(found[:SHOWN]), "number": found.count(), "counts": counted(found)}
        words["file"] = f"{reverse('contact-centre:overrides-file')}?{request.GET.urlencode()}"
    return staff_page(request, "contact_centre/overrides/listed.html", words)


@require_safe
@staff_only(MAY_REVIEW)
def file(request: HttpRequest) -> HttpResponseBase:
    form = form_for(request)
    if not form.is_valid():
        return overrides(request)
    asked = form.asked
    return as_file(lines(overrides_for(asked)), f"overrides-{asked.first}-{asked.last}.csv")
