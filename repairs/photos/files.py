"""Where the files of a photo are written and erased."""

import secrets

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from repairs.photos.clean import CleanPhoto
from repairs.photos.models import Photo
from repairs.photos.refusals import PhotoRefused, Reason

log = structlog.get_logger(__name__)


def write_files(photo: Photo, cleaned: CleanPhoto) -> None:
    """Names the photo's files at random and writes them.

    Raises PhotoRefused where they cannot be kept, having erased what was written of them.
    """
    name = secrets.token_hex(16)
    photo.file.name = f"{name[:2]}/{name}.jpg"
    photo.thumbnail.name = f"{name[:2]}/{name}-small.jpg"
    try:
        default_storage.save(photo.file.name, ContentFile(cleaned.photo))
        default_storage.save(photo.thumbnail.name, ContentFile(cleaned.thumbnail))
    except Exception as error:  # each kind of storage has errors of its own; a full disk is an OSError
        log.error("photo.not_stored", photo=str(photo.pk), error=type(error).__name__)
        erase_files(photo)
        raise PhotoRefused(Reason.NOT_KEPT, photo.original_name) from error


def erase_files(photo: Photo) -> bool:
    """Says whether the files are gone. Files that are gone already are no failure."""
    try:
        for field in (photo.file, photo.thumbnail):
            if field.name:
                default_storage.delete(field.name)
    except Exception as error:
        log.error("photo.not_erased", photo=str(photo.pk), error=type(error).__name__)
        return False
    return True
