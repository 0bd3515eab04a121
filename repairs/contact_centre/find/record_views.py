"""All that we know of one home, for staff who help whoever lives there."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from repairs.contact_centre.access import MAY_ASSIST, agent_id
from repairs.contact_centre.calls.begin import begin_call
from repairs.contact_centre.calls.forms import BeginForm
from repairs.contact_centre.calls.own import to_last_page
from repairs.contact_centre.find.limit import too_many, wait_after_looking
from repairs.contact_centre.find.record import HomePage, page_of_home
from repairs.homes.models import Home
from repairs.log.channels import Channel
from repairs.manage.change.forms import token_in
from repairs.staff.access import staff_only
from repairs.staff.pages import staff_page

LARGEST_ID = 2**63 - 1


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("homes.view_home", "log.view_repair")
def record(request: HttpRequest, home_id: int) -> HttpResponse:
    now = timezone.now()
    if until := wait_after_looking(agent_id(request), now):
        return too_many(request, until)
    page = found_page(home_id)
    form = begin_form(request, page)
    if request.method == "POST" and form is None:
        raise PermissionDenied
    if form is not None and form.is_valid():
        channel = Channel(form.cleaned_data["channel"])
        draft = begin_call(agent_id(request), channel, page.facts.home, token=token_in(request.POST))
        return to_last_page(request, draft)
    return staff_page(request, "contact_centre/find/record.html", {"page": page, "form": form})


def found_page(home_id: int) -> HomePage:
    if home_id > LARGEST_ID:
        raise Http404
    try:
        return page_of_home(home_id, timezone.now())
    except Home.DoesNotExist:
        raise Http404 from None


def begin_form(request: HttpRequest, page: HomePage) -> BeginForm | None:
    """None for staff who take no calls, and for a home that is in the register no more."""
    if not request.user.has_perm(MAY_ASSIST) or page.facts.home.gone_at:
        return None
    return BeginForm(request.POST if request.method == "POST" else None)
