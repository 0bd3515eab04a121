from django.db import models

from diagnosis.models.published_tree import PublishedTree
from diagnosis.part import LONGEST_KEY
from diagnosis.reports.marks import Happened, Mark


class ReportTally(models.Model):
    """How many of the reports that have been forgotten left this mark. It holds nothing about a person."""

    tree = models.ForeignKey(PublishedTree, on_delete=models.PROTECT, related_name="+")
    happened = models.CharField(max_length=10)
    page = models.CharField(max_length=LONGEST_KEY, blank=True)
    option = models.CharField(max_length=LONGEST_KEY, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["tree", "happened", "page", "option"], name="one_tally_of_a_mark")
        ]

    def __str__(self) -> str:
        return f"{self.happened} {self.page} {self.option}: {self.number}"

    @property
    def mark(self) -> Mark:
        return Mark(Happened(self.happened), self.page, self.option)
