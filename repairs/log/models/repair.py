"""What a resident reported and follows."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

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
    contact_changed_at = models.DateTimeField(null=True, blank=True)
    access_version = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Goes up when every link and browser that opens it is shut out."
    )

    recall_of = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recall",
        help_text="The repair that was marked as finished and was not fixed.",
    )
    worse_at = models.DateTimeField(null=True, blank=True, help_text="When it got worse, and became more urgent.")

    cancel_asked_at = models.DateTimeField(null=True, blank=True, help_text="When somebody asked us to cancel it.")
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="Empty while it stays open.")
    cancel_reason = models.CharField(max_length=12, choices=CancelReason.choices, blank=True)
    cancel_words = models.TextField(blank=True)

    details_forgotten_at = models.DateTimeField(
        null=True, blank=True, help_text="When photos, contact details and who will be in were forgotten."
    )
    forgotten_at = models.DateTimeField(
        null=True, blank=True, help_text="When all else about a person was forgotten. What is left is for statistics."
    )
    patch = models.ForeignKey(
        "council.Patch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Of the home, once the home is forgotten.",
    )

    class Meta:
        ordering = ["-reported_at"]
        permissions = [("plan_repair", "Can find a time for a visit, and move it")]
        indexes = [
            models.Index(fields=["postcode"], name="repair_postcode"),
            models.Index(fields=["phone"], name="repair_phone"),
            models.Index(Lower("email"), name="repair_email"),
            models.Index(fields=["reported_at"], name="repair_reported"),
            models.Index(fields=["album"], name="repair_album"),
            # What is still to be forgotten: found without reading what has been.
            models.Index(
                fields=["reported_at", "id"], name="repair_with_details", condition=Q(details_forgotten_at=None)
            ),
            models.Index(fields=["reported_at", "id"], name="repair_with_record", condition=Q(forgotten_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def attend_by(self) -> datetime | None:
        """By when someone comes to make an emergency safe."""
        hours = self.priority.attend_hours
        return None if hours is None else (self.worse_at or self.reported_at) + timedelta(hours=hours)

    @property
    def reached_by(self) -> str:
        """How we get back to the resident, to follow "we will"."""
        if self.tell_by == self.TellBy.EMAIL:
            return f"write to you at {self.email}"
        return f"{self.reached} you on {self.phone}"

    @property
    def reached(self) -> str:
        """The same without the number or address, to follow "we will" and come before "you"."""
        return {self.TellBy.TEXT: "text", self.TellBy.EMAIL: "write to"}.get(self.TellBy(self.tell_by), "ring")


class VisitToPlan(Repair):
    """A repair for which a planner must find a time. `repairs.log.planning` says which."""

    class Meta:
        proxy = True
        verbose_name = "visit to plan"
        verbose_name_plural = "visits to plan"
