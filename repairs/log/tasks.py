from celery import shared_task

from repairs.log.outbox import sweep


@shared_task
def sweep_outbox() -> None:
    sweep()
