"""A link with which a resident goes on alone with a report that one of us began."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from repairs.log.draft_links import draft_link_for
from repairs.log.models import DraftLink
from repairs.report.models import Draft
from repairs.report.visitor import remember


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opens on POST only: mail scanners follow links."""
    now = timezone.now()
    link = draft_link_for(token, now)
    if link is None or not Draft.objects.filter(pk=link.draft, repair=None, with_resident=True).exists():
        return link_over(request)
    if request.method != "POST":
        return render(request, "report/open-link.html", using="jinja2")
    DraftLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=now)
    response = redirect("report:done", link.draft)
    remember(request, response, link.draft, link=link.pk)
    return response


def link_over(request: HttpRequest) -> HttpResponse:
    """The same page whether it is old, taken back, used up or made up."""
    return render(request, "report/link-over.html", status=404, using="jinja2")
