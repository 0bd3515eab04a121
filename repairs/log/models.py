"""What was reported, what the HMS and the resident are told of it, and what happened since."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from repairs.log.outbox_row import OutboxQuerySet, OutboxRow
from repairs.log.reference import new_reference


class Repair(models.Model):
    """What a resident reported and follows. `draft` is the report it came from: one report, one repair."""

    class Ending(models.TextChoices):
        BOOK = "book", "Booked, or to be booked"
        RING = "ring", "Emergency: told to ring"
        CALL_BACK = "call-back", "Call back"

    class TellBy(models.TextChoices):
        TEXT = "text", "Text message"
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone call"

    class CancelReason(models.TextChoices):
        FIXED = "fixed", "I fixed it myself"
        NOT_NEEDED = "not-needed", "It does not need to be fixed any more"
        SOMEONE_ELSE = "someone-else", "Someone else is fixing it"
        CANNOT_BE_IN = "cannot-be-in", "Nobody can be in"
        OTHER = "other", "Another reason"

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    draft = models.UUIDField(unique=True)
    tree = models.ForeignKey("diagnosis.PublishedTree", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(help_text="What was answered to each question of the diagnosis.")
    reported_at = models.DateTimeField(default=timezone.now, help_text="The moment the council became aware.")

    home = models.ForeignKey("homes.Home", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    address = models.TextField()
    postcode = models.CharField(max_length=10)

    outcome = models.SlugField()
    title = models.CharField(max_length=200)
    location = models.CharField(max_length=200, blank=True)
    said = models.JSONField(default=list, help_text="The answers of the diagnosis, in words.")
    ending = models.CharField(max_length=10, choices=Ending.choices)
    priority = models.ForeignKey("council.Priority", on_delete=models.PROTECT, related_name="+")
    trade = models.ForeignKey("council.Trade", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sor = models.JSONField(default=list, help_text="SoR codes with quantities.")
    due_at = models.DateTimeField()
    rtr_category = models.SlugField(blank=True)
    rtr_due = models.DateField(null=True, blank=True)
    investigate_by = models.DateField(null=True, blank=True, help_text="Awaab's Law: when the hazard is looked into.")
    hazards = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    reasons = models.JSONField(default=list, help_text="Which rules decided the priority, in words for staff.")

    description = models.TextField(blank=True)
    people_at_risk = models.JSONField(default=list)
    album = models.UUIDField(null=True, help_text="The photos.")
    preferred_times = models.JSONField(default=list)
    wants_sooner = models.BooleanField(default=False, help_text="Tell them if a sooner time comes up.")

    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    tell_by = models.CharField(max_length=5, choices=TellBy.choices)
    in_name = models.CharField(max_length=100, blank=True, verbose_name="who will be in")
    in_phone = models.CharField(max_length=30, blank=True, verbose_name="phone of who will be in")
    access_notes = models.TextField(blank=True)

    cancel_asked_at = models.DateTimeField(null=True, blank=True, help_text="When somebody asked us to cancel it.")
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="Empty while it stays open.")
    cancel_reason = models.CharField(max_length=12, choices=CancelReason.choices, blank=True)
    cancel_words = models.TextField(blank=True)

    class Meta:
        ordering = ["-reported_at"]
        indexes = [models.Index(fields=["postcode"], name="repair_postcode")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def attend_by(self) -> datetime | None:
        """By when someone comes to make an emergency safe."""
        hours = self.priority.attend_hours
        return None if hours is None else self.reported_at + timedelta(hours=hours)

    @property
    def reached_by(self) -> str:
        """How we get back to the resident, to follow "we will"."""
        if self.tell_by == self.TellBy.EMAIL:
            return f"write to you at {self.email}"
        return f"{'text' if self.tell_by == self.TellBy.TEXT else 'ring'} you on {self.phone}"


class VisitToPlan(Repair):
    """A repair for which a planner must find a time. `repairs.log.planning` says which."""

    class Meta:
        proxy = True
        verbose_name = "visit to plan"
        verbose_name_plural = "visits to plan"


class Appointment(models.Model):
    """When someone comes, as the diary confirmed it.

    `diary_id` is the diary's own name for what is booked, and `slot` for the time.
    """

    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, related_name="appointment")
    diary_id = models.CharField(max_length=64, unique=True)
    slot = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    window = models.CharField(max_length=20)
    starts = models.TimeField()
    ends = models.TimeField()
    version = models.PositiveIntegerField(default=0, help_text="Goes up with every change.")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.day:%d %B %Y} {self.starts:%H:%M} to {self.ends:%H:%M}"


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

    objects = WorksOrderQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="order_due")]

    def __str__(self) -> str:
        return f"Works order for {self.repair.reference}"


class WorksOrderChangeQuerySet(OutboxQuerySet["WorksOrderChange"]):
    def ready(self, now: datetime) -> Self:
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

    order = models.ForeignKey(WorksOrder, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.JSONField(
        null=True, editable=False, help_text="Without the HMS order number. Kept until the HMS has it."
    )

    objects = WorksOrderChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="order_change_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.order}"

    @property
    def repair(self) -> Repair:
        return self.order.repair


class MessageQuerySet(OutboxQuerySet["Message"]):
    def ready(self, now: datetime) -> Self:
        """What is due and may be said."""
        return self.due(now).filter(waits_for_order=False)


class Message(OutboxRow):
    """A text or an email about a repair: at most one of a kind, for each version of the appointment."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "We have your report"
        BOOKED = "booked", "Appointment booked"
        MOVED = "moved", "Appointment moved"
        CANCELLED = "cancelled", "Cancelled"
        EMERGENCY = "emergency", "Emergency logged"

    class Channel(models.TextChoices):
        TEXT = "text", "Text message"
        EMAIL = "email", "Email"

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    version = models.PositiveIntegerField(default=0, help_text="Which version of the appointment it speaks of.")
    waits_for_order = models.BooleanField(default=False, help_text="Not sent before the HMS has the works order.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gateway_id = models.CharField(max_length=60, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="message_due")]
        constraints = [
            models.UniqueConstraint(fields=["repair", "kind", "channel", "version"], name="one_message_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.repair.reference}"


class CallBack(models.Model):
    """Someone waits for us to ring. Kept from the moment an emergency is known, whether or not they go on."""

    class Reason(models.TextChoices):
        EMERGENCY = "emergency", "Emergency"
        ADDRESS = "address", "Address not in the register"
        TENURE = "tenure", "Not a council tenancy, or it needs checking"
        SHARED_AREA = "shared-area", "Shared area"
        ALERT = "alert", "Ring before a visit"
        NO_SLOT = "no-slot", "No time suits"
        CANCELLED = "cancelled", "Asked to cancel, but it may not be safe"
        OTHER = "other", "Other"

    reason = models.CharField(max_length=12, choices=Reason.choices)
    draft = models.UUIDField(unique=True)
    repair = models.OneToOneField(Repair, on_delete=models.PROTECT, null=True, blank=True, related_name="call_back")
    home = models.ForeignKey("homes.Home", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict)
    problem = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["done_at", "due_at"]
        indexes = [models.Index(fields=["done_at", "due_at"], name="call_back_due")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.problem}"


class Event(models.Model):
    """Something that happened. Rows are added and never changed."""

    class Kind(models.TextChoices):
        REPORTED = "reported", "Reported"
        BOOKED = "booked", "Appointment booked"
        MOVED = "moved", "Appointment moved"
        VISIT_CANCELLED = "visit-cancelled", "Asked to cancel. The repair stays open"
        CANCELLED = "cancelled", "Cancelled"
        CALL_BACK_ASKED = "call-back-asked", "Call back asked for"
        ORDER_SENT = "order-sent", "Works order sent to the HMS"
        ORDER_REFUSED = "order-refused", "Works order refused by the HMS"
        CHANGE_SENT = "change-sent", "HMS told of a change"
        CHANGE_REFUSED = "change-refused", "Change refused by the HMS"
        MESSAGE_SENT = "message-sent", "Message sent"
        MESSAGE_REFUSED = "message-refused", "Message could not be sent"
        GAS_PAGE_SHOWN = "gas-page-shown", "Gas and carbon monoxide page shown"
        FIXED_BY_ADVICE = "fixed-by-advice", "Fixed with our advice"
        SENT_ELSEWHERE = "sent-elsewhere", "Told who else to ask"

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, null=True, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValueError("An event is never changed.")
        super().save(*args, **kwargs)


class RepairLink(models.Model):
    """A link to a repair for whoever holds it. The token itself is nowhere in the database."""

    repair = models.ForeignKey(Repair, on_delete=models.CASCADE, related_name="links")
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Link to {self.repair.reference}"
