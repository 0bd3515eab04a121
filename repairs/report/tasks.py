from celery import shared_task
from django.utils import timezone

from repairs.report.forget import forget_unfinished


@shared_task
def forget_drafts() -> None:
    forget_unfinished(timezone.now())
