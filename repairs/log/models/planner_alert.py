"""Which repairs planners were written to about: each of them once."""

import uuid

from django.db import models

from repairs.log.models.outbox_row import UNDELIVERED, OutboxQuerySet, OutboxRow
from repairs.log.models.repair import Repair


class PlannerAlertQuerySet(OutboxQuerySet["PlannerAlert"]):
    pass


class PlannerAlert(OutboxRow):
    """One email about several repairs."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gateway_id = models.CharField(max_length=60, blank=True)

    objects = PlannerAlertQuerySet.as_manager()

    class Meta:
        verbose_name = "email to planners"
        verbose_name_plural = "emails to planners"
        indexes = [
            models.Index(fields=["state", "due_at"], name="planner_alert_due"),
            models.Index(fields=["state", "wanted_at"], name="planner_alert_undelivered", condition=UNDELIVERED),
        ]

    def __str__(self) -> str:
        return f"Email to planners, {self.created_at:%Y-%m-%d %H:%M}"


class AlertedVisit(models.Model):
    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, related_name="planner_alert")
    alert = models.ForeignKey(PlannerAlert, on_delete=models.CASCADE, related_name="visits")

    def __str__(self) -> str:
        return self.repair.reference
