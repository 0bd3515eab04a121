from collections.abc import Iterable
from functools import partial
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from repairs.photos.clean import CleanPhoto, Readable, clean_photo
from repairs.photos.files import erase_files, write_files
from repairs.photos.models import MOST_IN_AN_ALBUM, Photo
from repairs.photos.names import clean_name
from repairs.photos.refusals import PhotoRefused, Reason
from repairs.statements import Gap, Read

NamedPhoto = tuple[str, CleanPhoto]


class Upload(Readable, Protocol):
    """What we use of Django's UploadedFile."""

    @property
    def name(self) -> str | None: ...


KEPT = Read(lambda: Photo.objects.kept().filter(album=Gap(Photo, "album")))


def photos_of(album: UUID) -> list[Photo]:
    return KEPT.all(album=album)


def add_photos(album: UUID, uploads: Iterable[Upload]) -> tuple[list[Photo], list[PhotoRefused]]:
    """The photos that were kept, and why each of the others was not. A bad one never costs a good one.

    It takes about a second a photo, so it is called outside any transaction.
    """
    kept: list[Photo] = []
    refused: list[PhotoRefused] = []
    for upload in uploads:
        try:
            kept.append(add_photo(album, upload))
        except PhotoRefused as refusal:
            refused.append(refusal)
    return kept, refused


def clean_all(uploads: Iterable[Upload]) -> tuple[list[NamedPhoto], list[PhotoRefused]]:
    """Cleaned and not kept yet, for those who keep them in a transaction."""
    cleaned: list[NamedPhoto] = []
    refused: list[PhotoRefused] = []
    for upload in uploads:
        try:
            name = clean_name(upload.name)
            cleaned.append((name, clean_photo(upload, name=name)))
        except PhotoRefused as refusal:
            refused.append(refusal)
    return cleaned, refused


def keep_all(album: UUID, photos: Iterable[NamedPhoto], *, most: int) -> tuple[list[Photo], list[PhotoRefused]]:
    """The photos that were kept, and why each of the others was not. If all is given up, their files are erased."""
    kept: list[Photo] = []
    refused: list[PhotoRefused] = []
    try:
        for name, cleaned in photos:
            try:
                kept.append(keep_photo(album, name, cleaned, most=most))
            except PhotoRefused as refusal:
                refused.append(refusal)
    except BaseException:
        for photo in kept:
            erase_files(photo)
        raise
    return kept, refused


def add_photo(album: UUID, upload: Upload) -> Photo:
    """Raises PhotoRefused."""
    name = clean_name(upload.name)
    if not free_places(album):
        raise PhotoRefused(Reason.TOO_MANY, name)
    return keep_photo(album, name, clean_photo(upload, name=name))


def keep_photo(album: UUID, name: str, cleaned: CleanPhoto, *, most: int = MOST_IN_AN_ALBUM) -> Photo:
    """Raises PhotoRefused."""
    photo = Photo(album=album, original_name=name, width=cleaned.width, height=cleaned.height, size=len(cleaned.photo))
    write_files(photo, cleaned)
    try:
        take_a_place(photo, most)
    except BaseException:
        erase_files(photo)
        raise
    return photo


def take_a_place(photo: Photo, most: int) -> None:
    """Raises PhotoRefused where the album has filled up since we looked."""
    for place in free_places(photo.album, most):
        photo.place = place
        try:
            with transaction.atomic():
                photo.save(force_insert=True)
        except IntegrityError:
            continue
        return
    full = Reason.TOO_MANY if most == MOST_IN_AN_ALBUM else Reason.FULL
    raise PhotoRefused(full, photo.original_name)


def free_places(album: UUID, most: int = MOST_IN_AN_ALBUM) -> list[int]:
    taken = set(Photo.objects.kept().filter(album=album).values_list("place", flat=True))
    return [place for place in range(1, most + 1) if place not in taken]


def remove_photo(album: UUID, photo_id: UUID) -> None:
    """Removing a photo again, or one that is not in the album, changes nothing."""
    photo = Photo.objects.filter(album=album, pk=photo_id).first()
    if photo is None:
        return
    Photo.objects.kept().filter(pk=photo.pk).update(place=None, removed_at=timezone.now())
    transaction.on_commit(partial(forget_files, photo))


def forget_files(photo: Photo) -> bool:
    """Whether they are gone. A row that still names its files is one whose files are still to be erased."""
    gone = erase_files(photo)
    if gone:
        Photo.objects.filter(pk=photo.pk).update(file="", thumbnail="", original_name="")
    return gone
