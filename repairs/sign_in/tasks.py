from celery import shared_task
from django.core.management import call_command


@shared_task
def forget_sessions() -> None:
    """Those that are over. The database keeps every session until then."""
    call_command("clearsessions")
