from django.db import models
from django.utils import timezone


class Alarm(models.Model):
    """Something that a person must see to now, from when it began until it was over."""

    class Kind(models.TextChoices):
        ORDERS_WAIT = "orders-wait", "Works orders wait"
        MESSAGES_WAIT = "messages-wait", "Messages wait"
        NEEDS_PERSON = "needs-person", "Something needs a person"
        EMERGENCIES_WAIT = "emergencies-wait", "Emergencies that nobody has taken"
        ENQUIRIES_WAIT = "enquiries-wait", "Enquiries not answered in time"
        NOTIFY_KEY = "notify-key", "GOV.UK Notify does not take our key"
        NOTIFY_CLOCK = "notify-clock", "GOV.UK Notify says that our clock is wrong"
        NOTIFY_TEAM_ONLY = "notify-team-only", "The key for GOV.UK Notify sends to our team only"
        NOTIFY_TRIAL = "notify-trial", "GOV.UK Notify is in trial mode"
        NOTIFY_LIMIT = "notify-limit", "GOV.UK Notify takes no more messages today"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    began_at = models.DateTimeField(default=timezone.now)
    over_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="When the council's address was written to.")
    over_told_at = models.DateTimeField(null=True, blank=True, help_text="When it was told that this is over.")
    telling_until = models.DateTimeField(null=True, blank=True, help_text="Until then one process is writing to it.")
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(over_at__isnull=True), name="one_alarm_of_a_kind"
            )
        ]
        indexes = [
            models.Index(
                fields=["over_at"],
                condition=models.Q(told_at__isnull=False, over_told_at__isnull=True),
                name="alarm_end_not_told",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} since {self.began_at:%Y-%m-%d %H:%M}"
