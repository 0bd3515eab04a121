import time

from celery import shared_task
from django.utils import timezone

from repairs.retention.rounds import go_on, is_time, round_now

SECONDS = 10
"""At a time: the loop that sends works orders must not wait for long."""


@shared_task
def forget() -> None:
    now = timezone.now()
    if is_time(now):
        until = time.monotonic() + SECONDS
        go_on(round_now(now), now, lambda: time.monotonic() > until)
