"""Why a repair takes longer, in the words of staff: for one repair, or for all that are alike."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from repairs.log.models.repair import Repair

LONGEST = 300


class DelayNote(models.Model):
    """What residents have read is not changed. A note is ended, and another is written."""

    words = models.CharField(max_length=LONGEST, help_text="Residents read this. Name nobody.")
    starts = models.DateField("from", help_text="The first day on which they read it.")
    until = models.DateField(help_text="They read that we expect it to last until then. After that day it is gone.")
    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    trade = models.ForeignKey("council.Trade", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    patch = models.ForeignKey("council.Patch", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reported_from = models.DateField(null=True, blank=True)
    reported_until = models.DateField(null=True, blank=True)
    tell = models.BooleanField(
        "send a message", default=False, help_text="A text or an email to each, once, as they chose. No texts at night."
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-written_at", "-pk"]
        permissions = [
            ("write_delaynote", "Can write delay notes on one repair"),
            ("spread_delaynote", "Can write delay notes for many repairs"),
        ]
        constraints = [models.CheckConstraint(condition=Q(starts__lte=F("until")), name="a_delay_starts_first")]

    def __str__(self) -> str:
        return f"Delay note for {self.for_which}"

    @property
    def for_which(self) -> str:
        if self.repair_id:
            return str(self.repair.reference) if self.repair else ""
        parts = [str(self.trade.name) if self.trade else "all trades", str(self.patch) if self.patch else "all patches"]
        if self.reported_from:
            parts.append(f"reported from {self.reported_from:%d %b %Y}")
        if self.reported_until:
            parts.append(f"reported until {self.reported_until:%d %b %Y}")
        return ", ".join(parts)


class DelayedRepair(models.Model):
    """A repair whose resident can read a note. Written once, when it becomes so, with its history and its message."""

    note = models.ForeignKey(DelayNote, on_delete=models.PROTECT, related_name="delayed")
    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, related_name="delays")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "repair"], name="one_delay_of_a_note")]

    def __str__(self) -> str:
        return f"{self.note} {self.repair_id}"
