from celery import shared_task

from repairs.log.alarms.watch import watch
from repairs.log.ask_deliveries import ask_deliveries as ask_what_became_of_messages
from repairs.log.outbox import sweep


@shared_task
def sweep_outbox() -> None:
    sweep()


@shared_task
def ask_deliveries() -> None:
    ask_what_became_of_messages()


@shared_task
def watch_for_alarms() -> None:
    watch()
