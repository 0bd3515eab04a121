from celery import shared_task
from django.utils import timezone

from repairs.limits.counting import forget_counts as forget


@shared_task
def forget_counts() -> None:
    forget(timezone.now())
