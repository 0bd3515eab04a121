from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repairs.contact_centre.overrides.links import links_for
from repairs.report.around import Around
from repairs.report.models import Draft
from repairs.report.path import Page
from repairs.report.step_form import Asking, StepForm


class AroundCall(Around):
    """The screen of an agent who reports for a resident."""

    layout = "contact_centre/call.html"
    assisted = True

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def address_of(self, draft: Draft, page: Page) -> str:
        return reverse("contact-centre:call-page", args=[draft.pk, page.slug])

    def address_when_done(self, draft: Draft) -> str:
        return reverse("contact-centre:call-done", args=[draft.pk])

    def address_when_handed_over(self, draft: Draft) -> str:
        return reverse("contact-centre:take-over-report", args=[draft.pk])

    def before_first_page(self) -> str:
        return reverse("contact-centre:calls")

    def own_drafts(self, request: HttpRequest, draft: Draft) -> tuple[UUID, ...]:
        return ()

    def refuses(self, request: HttpRequest, form: StepForm, asking: Asking) -> bool:
        """A contact centre looks up homes all day, from one address."""
        return False

    def words(self, form: StepForm) -> dict[str, Any]:
        overrides = links_for(self.user, form.asking)
        return {"user": self.user, "idle_seconds": settings.STAFF_IDLE_MINUTES * 60, "overrides": overrides}

    def after(self, request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
        """Nothing: whose draft it is stands on the draft."""
