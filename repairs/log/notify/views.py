"""Where Notify sends its delivery receipts."""

from http import HTTPStatus

import structlog
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from repairs.log.notify.receipts import LONGEST, NotAReceipt, may_send_receipts, read_receipt, take_receipt
from repairs.log.over_https import over_https

log = structlog.get_logger(__name__)


@csrf_exempt
@over_https
@never_cache
@require_POST
def receipts(request: HttpRequest) -> HttpResponse:
    """Notify asks again for 429 only; what it cannot tell us now we ask it for."""
    if not may_send_receipts(request.headers.get("Authorization", "")):
        return JsonResponse({"error": "Send the token that was agreed."}, status=HTTPStatus.UNAUTHORIZED)
    if length_of(request) > LONGEST:
        return JsonResponse({"error": "Too long."}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        receipt = read_receipt(request.read(LONGEST + 1))
    except NotAReceipt:
        return JsonResponse({"error": "Not a delivery receipt."}, status=HTTPStatus.BAD_REQUEST)
    try:
        changed = take_receipt(receipt, timezone.now())
    except DatabaseError as problem:
        log.warning("receipt_not_kept", error=type(problem).__name__)
        return JsonResponse({"error": "Later."}, status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": "300"})
    return JsonResponse({"changed": changed})


def length_of(request: HttpRequest) -> int:
    written = request.META.get("CONTENT_LENGTH") or "0"
    return int(written) if written.isdecimal() and len(written) < 10 else LONGEST + 1
