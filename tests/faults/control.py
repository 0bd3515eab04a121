"""The negative control: what many services do, which is to put the work on the queue and trust it.

It must lose or double orders under the same faults, or the faults prove nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING
from unittest import mock

import structlog
from celery import shared_task
from django.apps import AppConfig

if TYPE_CHECKING:
    from repairs.log.models import Repair

log = structlog.get_logger(__name__)
TRIES = 10


class WithoutOutbox(AppConfig):
    name = "tests.faults"
    label = "faults"

    def ready(self) -> None:
        from repairs.log import submit

        mock.patch.object(submit, "nudge_outbox", enqueue).start()
        # Whoever sweeps, be it a worker, beat or the standby, finds nothing to deliver.
        mock.patch.object(import_module("repairs.log.outbox.sweep"), "LANES", ()).start()


def enqueue(repair: "Repair") -> None:
    try:
        raise_order.delay(repair.pk)
    except Exception as error:  # as careful as the outbox is that a report is not failed by the queue
        log.warning("not_enqueued", repair=repair.pk, error=type(error).__name__)


@shared_task(autoretry_for=(Exception,), max_retries=TRIES, retry_backoff=1, retry_backoff_max=5)
def raise_order(repair_id: int) -> None:
    """With Celery's own retries, and late acknowledgement as in the settings."""
    from repairs.log.hms import housing_system
    from repairs.log.models import WorksOrder
    from repairs.log.order import order_for

    order = WorksOrder.objects.select_related("repair__priority", "repair__trade", "repair__home").get(repair=repair_id)
    number = housing_system().raise_order(order_for(order), key=str(order.key))
    WorksOrder.objects.filter(pk=order.pk).update(state=WorksOrder.State.SENT, hms_number=number)
