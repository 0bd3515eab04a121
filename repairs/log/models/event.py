from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from repairs.log.channels import CHANNELS
from repairs.log.helping import channel_of_help, staff_helping
from repairs.log.models.repair import Repair


class Event(models.Model):
    """Something that happened. Rows are added and never changed."""

    class Kind(models.TextChoices):
        REPORTED = "reported", "Reported"
        BOOKED = "booked", "Appointment booked"
        MOVED = "moved", "Appointment moved"
        VISIT_CANCELLED = "visit-cancelled", "Asked to cancel. The repair stays open"
        VISIT_GONE = "visit-gone", "Visit cancelled in the scheduler"
        CANCELLED = "cancelled", "Cancelled"
        CALL_BACK_ASKED = "call-back-asked", "Call back asked for"
        CALL_BACK_WORKED = "call-back-worked", "Call back worked on"
        CALL_BACK_ENDED = "call-back-ended", "Call back closed"
        ORDER_SENT = "order-sent", "Works order sent to the HMS"
        ORDER_REFUSED = "order-refused", "Works order refused by the HMS"
        CHANGE_SENT = "change-sent", "HMS told of a change"
        CHANGE_REFUSED = "change-refused", "Change refused by the HMS"
        MESSAGE_SENT = "message-sent", "Message sent"
        ORDER_UNKNOWN = "order-unknown", "No answer from the HMS: it may have the works order"
        JOB_UPDATED = "job-updated", "Told by the HMS"
        TRIED_AGAIN = "tried-again", "Tried again by a person"
        GIVEN_UP = "given-up", "Given up by a person"
        SETTLED = "settled", "Settled by a person"
        MESSAGE_DELIVERED = "message-delivered", "Message delivered"
        MESSAGE_NOT_DELIVERED = "not-delivered", "Message not delivered"
        MESSAGE_DROPPED = "message-dropped", "Message no longer needed"
        MESSAGE_REFUSED = "message-refused", "Message could not be sent"
        GAS_PAGE_SHOWN = "gas-page-shown", "Gas and carbon monoxide page shown"
        FIXED_BY_ADVICE = "fixed-by-advice", "Fixed with our advice"
        SENT_ELSEWHERE = "sent-elsewhere", "Told who else to ask"
        GOT_IN = "got-in", "Opened with a code"
        LINKS_ENDED = "links-ended", "Links ended"
        ENQUIRY_ASKED = "enquiry-asked", "Asked by the resident"
        ENQUIRY_ANSWERED = "enquiry-answered", "Answered by a person"
        ENQUIRY_ESCALATED = "enquiry-escalated", "Not answered in time"
        NOBODY_CAME = "nobody-came", "Nobody came"
        GOT_WORSE = "got-worse", "It got worse, and is more urgent"
        REPORTED_AGAIN = "reported-again", "Not fixed: reported again"
        CONTACT_CHANGED = "contact-changed", "Contact details changed"
        DELAY_NOTED = "delay-noted", "Told of a delay"
        DELAY_ENDED = "delay-ended", "Told of a delay no longer"
        ADDED = "added", "Words or photos added"
        OVERRIDDEN = "overridden", "Decided otherwise than the rules"
        CALL_GIVEN_UP = "call-given-up", "Call ended without a report"
        VISIT_DETAILS = "visit-details", "Who will be in, or what we should know, changed"
        TAKEN_OVER = "taken-over", "Taken over from the resident"
        SENT_TO_RESIDENT = "sent-to-resident", "Sent to the resident to finish"
        PHOTO_LINK = "photo-link", "Link to add photos sent"
        CALLER_VERIFIED = "caller-verified", "Caller verified"
        CALLER_NOT_VERIFIED = "caller-not-verified", "Caller not verified"

    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, null=True, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)
    detail = models.JSONField(default=dict)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        default=staff_helping,
        related_name="+",
        help_text="Who helped the resident. Residents never see it.",
    )
    channel = models.CharField(
        max_length=12, choices=list(CHANNELS.items()), blank=True, default=channel_of_help, db_default=""
    )

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["staff", "at"], name="event_helped", condition=models.Q(staff__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValueError("An event is never changed.")
        super().save(*args, **kwargs)
