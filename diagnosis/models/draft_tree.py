from django.db import models
from django.utils import timezone

from diagnosis.models.published_tree import PublishedTree


class DraftTree(models.Model):
    """A diagnosis that staff are changing: its pages, options and outcomes are rows until it is published.

    A key has one draft at a time, so that everyone works on the same one.
    """

    key = models.SlugField(max_length=40, unique=True, help_text="Its short name, in addresses and commands.")
    title = models.TextField(help_text="What it is about, for example Leaks.")
    language = models.CharField(max_length=20, default="en")
    start = models.ForeignKey(
        "diagnosis.DraftNode",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="first page",
    )
    based_on = models.ForeignKey(
        PublishedTree, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    attention = models.JSONField(
        default=list, editable=False, help_text="What whoever imported it should look at: node_key and text of each."
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.CharField(max_length=150, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.CharField(max_length=150, editable=False)

    class Meta:
        ordering = ["key"]
        verbose_name = "draft diagnosis"
        verbose_name_plural = "draft diagnoses"
        permissions = [("publish_tree", "Can publish diagnoses")]

    def __str__(self) -> str:
        return self.title
