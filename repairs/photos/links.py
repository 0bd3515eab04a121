"""Links that show one photo to whoever holds them, until a moment that is part of the link."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from repairs.photos.models import Photo

SIGNER = TimestampSigner(salt="repairs.photos.links")
PHOTO, THUMBNAIL = "photo", "small"


def photo_link(photo: Photo, *, lasts: timedelta | None = None, thumbnail: bool = False) -> str:
    """An absolute address, for a works order or a message. It lasts PHOTO_LINK_DAYS unless told otherwise."""
    return f"{settings.SITE_URL}{photo_path(photo, lasts=lasts, thumbnail=thumbnail)}"


def photo_path(photo: Photo, *, lasts: timedelta | None = None, thumbnail: bool = False) -> str:
    """The same without the site, for our own pages."""
    seconds = int((lasts or timedelta(days=settings.PHOTO_LINK_DAYS)).total_seconds())
    token = SIGNER.sign(f"{photo.pk.hex}.{THUMBNAIL if thumbnail else PHOTO}.{seconds}")
    return reverse("photos:link", args=[token])


def read_token(token: str) -> tuple[UUID, bool]:
    """Which photo the link shows, and whether only its thumbnail.

    Raises BadSignature where the link is not ours, or is over.
    """
    photo_id, size, seconds = SIGNER.unsign(token).split(".")
    SIGNER.unsign(token, max_age=int(seconds))
    return UUID(photo_id), size == THUMBNAIL


def find_linked_photo(token: str) -> tuple[Photo, bool] | None:
    try:
        photo_id, thumbnail = read_token(token)
    except BadSignature:
        return None
    photo = Photo.objects.kept().filter(pk=photo_id).first()
    return None if photo is None else (photo, thumbnail)
