"""Where the HMS tells us what became of a job. Nothing is read before its signature has been found good."""

import time
from http import HTTPStatus

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from appointments.diary.chosen import chosen_diary
from repairs.log.hms.signature import HEADER
from repairs.log.job_status.reading import NotAnUpdate, NotJson, read_update
from repairs.log.job_status.receive import KeyUsedForAnother, UnknownOrder, receive_update
from repairs.log.job_status.signed import is_signed
from repairs.log.models import JobUpdate
from repairs.log.over_https import over_https

log = structlog.get_logger(__name__)

MOST_BYTES = 64 * 1024
RETRY_SECONDS = 30


@csrf_exempt
@over_https
@require_POST
def hms_status(request: HttpRequest) -> JsonResponse:
    """200 for what is kept, also when it was kept before.

    401, 413, 400 and 422 will be so again. 404 is for an order that we do not know, or do not know yet. 503 passes.
    """
    try:
        body = request.body
    except RequestDataTooBig:
        return refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too long")
    except UnreadablePostError:
        return refused(HTTPStatus.BAD_REQUEST, "cut off")
    if len(body) > MOST_BYTES:
        return refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too long")
    secrets = (settings.HMS_WEBHOOK_SECRET, settings.HMS_WEBHOOK_SECRET_BEFORE)
    if not is_signed(request.headers.get(HEADER, ""), body, secrets, time.time()):
        return refused(HTTPStatus.UNAUTHORIZED, "not signed by the secret that we have, or not just now")
    return take(body)


def take(body: bytes) -> JsonResponse:
    try:
        is_new = receive_update(read_update(body), JobUpdate.CameBy.WEBHOOK, chosen_diary(), timezone.now())
    except NotJson:
        return refused(HTTPStatus.BAD_REQUEST, "not JSON")
    except NotAnUpdate as problem:
        errors = [{"field": field} for field in problem.fields]
        return refused(HTTPStatus.UNPROCESSABLE_ENTITY, "not a JobStatusUpdate", errors=errors)
    except UnknownOrder:
        return refused(HTTPStatus.NOT_FOUND, "no order of ours")
    except KeyUsedForAnother:
        return refused(HTTPStatus.CONFLICT, "this Reference.ID is that of another order's update")
    except (OperationalError, InterfaceError):
        unavailable = refused(HTTPStatus.SERVICE_UNAVAILABLE, "try again")
        unavailable["Retry-After"] = str(RETRY_SECONDS)
        return unavailable
    return JsonResponse({"status": "kept" if is_new else "known"})


def refused(status: HTTPStatus, problem: str, **more: object) -> JsonResponse:
    log.warning("job_update_refused", status=status.value, problem=problem)
    return JsonResponse({"problem": problem, **more}, status=status)
