from datetime import UTC, datetime, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from repairs.contact_centre.access import MAY_ASSIST
from repairs.contact_centre.call_backs.chosen import ALL, REASONS, Chosen, chosen_by, parts_to_show, rows_of
from repairs.contact_centre.call_backs.shown import shown_of
from repairs.log.call_backs_shown import shown_to
from repairs.log.calling_back.listed import how_many, in_order
from repairs.log.models import CallBack
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

MAY_SEE = "log.view_callback"
ON_A_PAGE = 25


@require_safe
@staff_only(MAY_SEE)
def call_backs(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    chosen = chosen_by(request, now)
    counts = how_many(chosen.of_reason(CallBack.objects.filter(shown_to(request.user))), request.user.pk, now)
    rows = in_order(rows_of(request, chosen, now), chosen.part).select_related("repair", "home", "taken_by")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    words = {
        "chosen": chosen,
        "parts": parts_to_show(chosen, counts),
        "reasons": {ALL: "Every reason", **REASONS},
        "by_reason": not shown_to(request.user),
        "emergencies": chosen.with_reason(CallBack.Reason.EMERGENCY),
        "every": chosen.with_reason(ALL),
        "rows": shown_of(page.object_list, now),
        "page": page,
        "may_take": request.user.has_perm(MAY_ASSIST),
        "since": int(now.timestamp()),
    }
    return staff_page(request, "contact_centre/call_backs/list.html", words)


@require_safe
@staff_only(MAY_SEE)
def new(request: HttpRequest) -> JsonResponse:
    """How many have come into the part that is shown since it was. Nobody is kept signed in by asking."""
    now = timezone.now()
    chosen: Chosen = chosen_by(request, now)
    since = moment_of(request.GET.get("since", ""))
    return JsonResponse({"new": rows_of(request, chosen, now).filter(waiting_since__gt=since).count() if since else 0})


def moment_of(typed: str) -> datetime | None:
    """A number of seconds, as the page was given it. None for anything else, or for a time that cannot be."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 12):
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(typed))
