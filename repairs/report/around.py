"""What surrounds the pages of a report: a resident's own phone, or the screen of an agent who helps one.

The pages are the same. Their addresses, their layout and who may open them are not.
"""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repairs.log.access import grant_repair
from repairs.report.look_ups import refuse_look_up
from repairs.report.models import Draft
from repairs.report.path import Page
from repairs.report.short_code import code_of
from repairs.report.step_form import Asking, StepForm
from repairs.report.visitor import drafts_of, remember


@cache
def page_address() -> str:
    """With room for the draft and for what the page is called, which both need no quoting."""
    draft, slug = UUID(int=0), "page"
    whole = reverse("report:page", args=[draft, slug])
    return whole.replace(f"{draft}/{slug}", "{draft}/{slug}")


@cache
def address_without_draft(name: str) -> str:
    return reverse(name)


class Around:
    """A resident's own report, in their own browser."""

    layout = "layout.html"
    assisted = False

    def address(self, draft: Draft, slug: str) -> str:
        return page_address().format(draft=draft.pk, slug=slug)

    def address_of(self, draft: Draft, page: Page) -> str:
        return self.address(draft, page.slug)

    def address_when_done(self, draft: Draft) -> str:
        return reverse("report:done", args=[draft.pk])

    def address_when_handed_over(self, draft: Draft) -> str:
        """Where it is said who has the report now."""
        return reverse("report:done", args=[draft.pk])

    def before_first_page(self) -> str:
        return address_without_draft("start")

    def address_of_another(self) -> str:
        """Where another report begins."""
        return address_without_draft("report:new")

    def own_drafts(self, request: HttpRequest, draft: Draft) -> tuple[UUID, ...]:
        """What whoever asks has begun."""
        return tuple(drafts_of(request))

    def refuses(self, request: HttpRequest, form: StepForm, asking: Asking) -> datetime | None:
        """Until when a page that is answered well is refused all the same. Then the form says why."""
        return refuse_look_up(request, form, asking.now)

    def words(self, form: StepForm) -> dict[str, Any]:
        """What the layout shows besides the page."""
        draft = form.asking.draft
        # There is nothing to carry on before the first answer.
        return {} if draft._state.adding else {"carry_on": code_of(draft.pk)}

    def after(self, request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
        """What the browser keeps once a page was answered."""
        remember(request, response, draft.pk)
        if draft.repair and not draft.repair.access_version:
            grant_repair(request, response, draft.repair)


RESIDENT = Around()
