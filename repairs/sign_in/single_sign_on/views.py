import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from repairs.sign_in.get_in import get_in
from repairs.sign_in.next_page import asked_for
from repairs.sign_in.open_to_anyone import open_to_anyone
from repairs.sign_in.single_sign_on.client import NoAnswer, NotBelieved, send_there, who_came_back
from repairs.sign_in.single_sign_on.person import Refused, person_of
from repairs.staff.pages import staff_page

NEXT = "staff_single_sign_on_next"
SECONDS_FOR_IT = 60 * 60

log = structlog.get_logger(__name__)


@open_to_anyone
@never_cache
@require_safe
def go(request: HttpRequest) -> HttpResponse:
    only_where_it_is_set_up()
    try:
        response = send_there(request)
    except (NoAnswer, NotBelieved) as error:
        return failed(request, "no answer", str(error))
    request.session[NEXT] = asked_for(request)
    if not request.user.is_authenticated:
        request.session.set_expiry(SECONDS_FOR_IT)
    return response


@open_to_anyone
@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    only_where_it_is_set_up()
    try:
        user = person_of(who_came_back(request))
    except NoAnswer as error:
        return failed(request, "no answer", str(error))
    except NotBelieved as error:
        return failed(request, "not believed", str(error))
    except Refused as error:
        return failed(request, str(error), "")
    return get_in(request, user, request.session.pop(NEXT, ""), second_step=settings.OIDC_SECOND_FACTOR)


def only_where_it_is_set_up() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404


def failed(request: HttpRequest, why: str, kind: str) -> HttpResponse:
    log.warning("single_sign_on_refused", why=why, kind=kind)
    status = 503 if why == "no answer" else 403
    return staff_page(request, "staff/single-sign-on-failed.html", {"why": why, "user": None}, status=status)
