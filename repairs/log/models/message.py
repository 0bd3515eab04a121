"""What the resident is told."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from repairs.log.models.outbox_row import UNDELIVERED, Moment, OutboxQuerySet, OutboxRow
from repairs.log.models.repair import Repair


class MessageQuerySet(OutboxQuerySet["Message"]):
    def ready(self, now: Moment) -> Self:
        """What is due and may be said."""
        return self.due(now).filter(waits_for_order=False)

    def seen_by_people(self, now: datetime) -> Self:
        """A message that waits for its order is not late: the order is."""
        return super().seen_by_people(now).exclude(state=OutboxRow.State.WAITING, waits_for_order=True)


class Message(OutboxRow):
    """A text or an email about a repair: at most one of a kind, for each version of the appointment."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "We have your report"
        BOOKED = "booked", "Appointment booked"
        MOVED = "moved", "Appointment moved"
        CANCELLED = "cancelled", "Cancelled"
        EMERGENCY = "emergency", "Emergency logged"
        ON_THE_WAY = "on-the-way", "On the way"
        NO_ACCESS = "no-access", "Could not get in"
        DONE = "done", "Finished"
        MOVED_BY_US = "moved-by-us", "We cannot come"
        EARLY_REMINDER = "early-reminder", "Reminder, two days before"
        REMINDER = "reminder", "Reminder, the evening before"
        CODE = "code", "Code to get in"
        MY_REPAIRS = "my-repairs", "List of their repairs"
        DELAY = "delay", "Told of a delay"
        ANSWERED = "answered", "Answer to an enquiry"
        COMPLAINT = "complaint", "We have your complaint"
        CONTACT_CODE = "contact-code", "Code for a new phone or email"
        CONTACT_CHANGED = "contact-changed", "Contact details changed"
        FORMER_CONTACT = "former-contact", "Contact details changed, to the contact before"
        ADDED = "added", "Words or photos added"
        NEW_TARGET = "new-target", "Another target date"
        VISIT_DETAILS = "visit-details", "Who will be in, or what we should know, changed"
        DRAFT_LINK = "draft-link", "Link to finish a report"
        PHOTO_LINK = "photo-link", "Link to add photos"

    class Channel(models.TextChoices):
        TEXT = "text", "Text message"
        EMAIL = "email", "Email"

    class Delivery(models.TextChoices):
        """What became of it at the gateway, in the words of GOV.UK Notify."""

        CREATED = "created", "Taken"
        SENDING = "sending", "On its way"
        PENDING = "pending", "On its way, no answer from the phone yet"
        SENT = "sent", "Sent abroad"
        DELIVERED = "delivered", "Delivered"
        TEMPORARY_FAILURE = "temporary-failure", "Not delivered: phone off or mailbox full"
        PERMANENT_FAILURE = "permanent-failure", "Not delivered: no such number or address"
        TECHNICAL_FAILURE = "technical-failure", "Not delivered: fault at the gateway"

    repair = models.ForeignKey(
        Repair,
        on_delete=models.PROTECT,
        null=True,
        related_name="messages",
        help_text="None for a report not sent yet.",
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    version = models.PositiveIntegerField(
        default=0, help_text="Which version of the appointment it speaks of, or which enquiry or change."
    )
    copy = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Sent again, because the gateway lost the one before for good."
    )
    waits_for_order = models.BooleanField(default=False, help_text="Not sent before the HMS has the works order.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    too_late_at = models.DateTimeField(null=True, blank=True, help_text="From then on it is dropped, not sent.")
    counted_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was counted among the texts of its phone for the day."
    )
    sent_to = models.CharField(
        max_length=260,
        blank=True,
        default="",
        db_default="",
        help_text="So much of the contact that its owner knows it.",
    )
    address = models.CharField(
        max_length=254,
        blank=True,
        default="",
        db_default="",
        help_text="Where it goes, if not to the contact of the repair. Empty once it has gone.",
    )
    gateway_id = models.CharField(max_length=60, blank=True)
    delivery = models.CharField(max_length=20, choices=Delivery.choices, blank=True, default="", db_default="")
    delivery_at = models.DateTimeField(null=True, blank=True)
    ask_delivery_at = models.DateTimeField(
        null=True, blank=True, help_text="When the gateway is asked what became of it. Empty when that is known."
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="message_due"),
            models.Index(fields=["state", "wanted_at"], name="message_undelivered", condition=UNDELIVERED),
            models.Index(
                fields=["ask_delivery_at"], name="message_to_ask_about", condition=Q(ask_delivery_at__isnull=False)
            ),
            models.Index(fields=["gateway_id"], name="message_at_gateway"),
            # Reminders of an evening are due at one moment: the next hundred are found without sorting the rest.
            models.Index(fields=["due_at", "id"], name="message_next", condition=Q(state="waiting")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["repair", "kind", "channel", "version", "copy"], name="one_message_of_a_kind_and_copy"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.repair.reference if self.repair else 'a report not sent yet'}"

    @property
    def its_repair(self) -> Repair:
        """Of a message that is about one, as almost all are."""
        if self.repair is None:
            raise Repair.DoesNotExist
        return self.repair
