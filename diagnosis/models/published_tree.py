from typing import Any

from django.db import models


class Immutable(TypeError):
    """What is published stays as it was: reports are pinned to it."""


class PublishedTree(models.Model):
    """A diagnosis as it was published. A later version takes its place; it is never changed."""

    key = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    document = models.JSONField()
    note = models.CharField(max_length=200, help_text="What changed, for colleagues.")
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=150)
    was_draft = models.PositiveBigIntegerField(
        null=True, editable=False, help_text="The id that its draft had. The draft is gone."
    )
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering = ["key", "-version"]
        verbose_name = "published diagnosis"
        verbose_name_plural = "published diagnoses"
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_tree_per_version")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable(f"The tree {self} is published. Publish a new version instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Immutable(f"The tree {self} is published. Publish a new version instead.")
