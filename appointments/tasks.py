from celery import shared_task
from django.utils import timezone

from appointments import room


@shared_task
def free_lapsed_holds() -> None:
    room.free_lapsed_holds(timezone.now())
