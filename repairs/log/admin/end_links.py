"""A page on which staff end every link to a repair, as when somebody rings who has lost their phone."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from repairs.log.admin.people import MAY_SETTLE
from repairs.log.end_links import cancel_links
from repairs.log.models import Repair

MAY_LOOK = "log.view_repair"


@require_http_methods(["GET", "HEAD", "POST"])
def end_links(request: HttpRequest, repair_id: int) -> HttpResponse:
    needs = [MAY_LOOK, MAY_SETTLE] if request.method == "POST" else [MAY_LOOK]
    if not request.user.has_perms(needs):
        raise PermissionDenied
    repair = get_object_or_404(Repair, pk=repair_id)
    if request.method == "POST":
        cancel_links(repair, timezone.now(), by=request.user.get_username())
        messages.success(request, f"{repair.reference}: all links have ended. The next message has a new one.")
        return redirect("admin:log_repair_change", repair.pk)
    context = {
        **admin.site.each_context(request),
        "opts": Repair._meta,
        "title": f"End the links to {repair.reference}",
        "repair": repair,
        "may_settle": request.user.has_perm(MAY_SETTLE),
    }
    return TemplateResponse(request, "admin/log/end_links.html", context)
