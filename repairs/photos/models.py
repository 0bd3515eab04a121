import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from repairs.photos.names import clean_name

MOST_IN_AN_ALBUM = 5
"""While a report is written."""
MOST_OF_A_REPAIR = 10
"""With those that are added afterwards."""


class PhotoQuerySet(models.QuerySet["Photo"]):
    def kept(self) -> "PhotoQuerySet":
        return self.filter(removed_at=None)


class Photo(models.Model):
    """A cleaned photo. It belongs to an album, which is all that this app knows of the report it came with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    album = models.UUIDField()
    place = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_OF_A_REPAIR)]
    )
    file = models.FileField(blank=True)
    thumbnail = models.FileField(blank=True)
    original_name = models.CharField(max_length=60)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="In bytes, as kept.")
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "place"]
        indexes = [
            models.Index(
                fields=["removed_at", "id"], name="photo_to_erase", condition=models.Q(removed_at__isnull=False)
            ),
            models.Index(fields=["file"], name="photo_by_file", condition=~models.Q(file="")),
        ]
        constraints = [
            # Two requests that add the last photo of an album at the same moment meet here.
            models.UniqueConstraint(fields=["album", "place"], name="one_photo_a_place"),
            models.CheckConstraint(
                condition=models.Q(place=None, removed_at__isnull=False)
                | models.Q(place__range=(1, MOST_OF_A_REPAIR), removed_at=None),
                name="a_kept_photo_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def download_name(self) -> str:
        """What the photo is called where it is saved. It is a JPEG now, whatever it was before."""
        stem, dot, _ending = self.original_name.rpartition(".")
        return f"{clean_name(stem if dot else self.original_name)}.jpg"
