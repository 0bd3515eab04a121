from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from repairs.health.bounded import bounded
from repairs.health.exposition import CONTENT_TYPE, exposed
from repairs.health.figures import age, count, gauges, needs_person, queue
from repairs.health.token import has_token
from repairs.log.models import OutsideSystem


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Whether this process answers and has its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # Whatever keeps the database away, the answer is the same.
        return JsonResponse({"status": "unavailable", "database": "away"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Whether to send people here. A dead HMS does not make it unready: reports are still taken."""
    try:
        with bounded():
            found = what_waits(timezone.now()) if has_token(request) else ask_database()
    except Exception:  # Whatever keeps the database away, the answer is the same.
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ready", **found})


def ask_database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    return {}


def what_waits(now: datetime) -> dict[str, Any]:
    waiting = queue(now)
    systems = {system.name: system for system in OutsideSystem.objects.all()}
    return {
        "database": "ok",
        "waiting": {row: count(found) for row, found in waiting.items()},
        "needs_person": {row: count(found) for row, found in needs_person().items()},
        "queue_age_seconds": max(age(found, now) for found in waiting.values()),
        "oldest_order_seconds": age(waiting["order"], now),
        "last_success": {
            name: systems[name].last_success_at if name in systems else None for name in OutsideSystem.Name.values
        },
    }


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponseBase:
    if not settings.METRICS_TOKEN:
        raise Http404
    if not has_token(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    with bounded():
        text = exposed(gauges(timezone.now()))
    return HttpResponse(text, content_type=CONTENT_TYPE)
