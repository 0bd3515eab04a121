from typing import Any

from django.db import models
from django.utils import timezone

from diagnosis.models.published_tree import Immutable


class TreeChange(models.Model):
    """Who changed what about a diagnosis, in words. It outlives the draft, and is only ever added to."""

    tree_key = models.SlugField("diagnosis", max_length=40)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150)
    text = models.TextField("what changed")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "change of a diagnosis"
        verbose_name_plural = "changes of diagnoses"
        indexes = [models.Index(fields=["tree_key", "-at"], name="change_of_tree")]

    def __str__(self) -> str:
        return f"{self.tree_key}: {self.text[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("What was done stays as it was.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Immutable("What was done stays as it was.")
