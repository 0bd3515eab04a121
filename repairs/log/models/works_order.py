"""What the HMS is told of a repair, and of what changed since."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from repairs.log.models.job_update import JobState
from repairs.log.models.outbox_row import UNDELIVERED, Moment, OutboxQuerySet, OutboxRow
from repairs.log.models.repair import Repair


class WorksOrderQuerySet(OutboxQuerySet["WorksOrder"]):
    pass


class WorksOrder(OutboxRow):
    """What the HMS is told. `key` goes with every attempt, so that the HMS makes one job of them."""

    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, related_name="works_order")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.JSONField(
        null=True, editable=False, help_text="The same at every attempt. Kept until the HMS has it."
    )
    hms_number = models.CharField(max_length=60, blank=True, verbose_name="HMS order number")
    job_state = models.CharField(
        max_length=20,
        choices=JobState.choices,
        blank=True,
        default="",
        db_default="",
        help_text="As the HMS last said.",
    )
    job_state_at = models.DateTimeField(null=True, blank=True)

    objects = WorksOrderQuerySet.as_manager()

    class Meta:
        permissions = [("settle_worksorder", "Can try again, settle and give up what needs a person")]
        indexes = [
            models.Index(fields=["state", "due_at"], name="order_due"),
            models.Index(fields=["hms_number"], name="order_by_hms_number"),
            models.Index(fields=["state", "wanted_at"], name="order_undelivered", condition=UNDELIVERED),
        ]

    def __str__(self) -> str:
        return f"Works order for {self.repair.reference}"


class WorksOrderChangeQuerySet(OutboxQuerySet["WorksOrderChange"]):
    def ready(self, now: Moment) -> Self:
        """What is due, of orders that the HMS has, and has no change before it that still waits."""
        waiting = OutboxRow.State.WAITING
        earlier = WorksOrderChange.objects.filter(order=OuterRef("order"), pk__lt=OuterRef("pk"), state=waiting)
        return self.due(now).filter(~Exists(earlier), order__state=OutboxRow.State.SENT)


class WorksOrderChange(OutboxRow):
    """What the HMS is told of an order that it has, or soon has: in the order in which it happened."""

    class Kind(models.TextChoices):
        MOVED = "reschedule", "Visit moved"
        VISIT_CANCELLED = "cancel-visit", "Visit cancelled, still open"
        CANCELLED = "cancel", "Cancelled"
        NOTE = "note", "Words or photos added"
        CONTACT = "contact", "Contact, who will be in or what we should know"

    order = models.ForeignKey(WorksOrder, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.JSONField(
        null=True, editable=False, help_text="Without the HMS order number. Kept until the HMS has it."
    )

    objects = WorksOrderChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="order_change_due"),
            models.Index(fields=["state", "wanted_at"], name="order_change_undelivered", condition=UNDELIVERED),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.order}"

    @property
    def repair(self) -> Repair:
        return self.order.repair
