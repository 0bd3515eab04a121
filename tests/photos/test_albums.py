import errno
from pathlib import Path
from threading import Barrier, Thread
from typing import IO, Any
from uuid import uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from repairs.photos.models import Photo
from repairs.photos.refusals import PhotoRefused, Reason
from repairs.photos.services import add_photos, keep_photo, photos_of, remove_photo
from tests.photos.albums import CLEAN, files_in, upload

pytestmark = pytest.mark.django_db


def test_photos_are_kept_in_the_order_they_came(photo_folder: Path) -> None:
    album = uuid4()
    kept, refused = add_photos(album, [upload("tap.jpg"), upload("../under sink.jpg")])
    assert refused == []
    assert photos_of(album) == kept
    assert [photo.original_name for photo in kept] == ["tap.jpg", "under sink.jpg"]
    assert [(photo.width, photo.height) for photo in kept] == [(96, 64), (96, 64)]
    assert kept[0].size == (photo_folder / str(kept[0].file)).stat().st_size
    assert len(files_in(photo_folder)) == 4


def test_a_bad_photo_does_not_cost_the_good_ones(photo_folder: Path) -> None:
    album = uuid4()
    kept, refused = add_photos(album, [upload(), upload("film.mov", b"\0\0\0\x14ftypqt  "), upload()])
    assert photos_of(album) == kept
    assert len(kept) == 2
    assert [refusal.sentence for refusal in refused] == ["film.mov is a film. Choose a JPEG, PNG, WebP or HEIC file"]
    assert len(files_in(photo_folder)) == 4


def test_the_sixth_photo_is_refused(photo_folder: Path) -> None:
    album = uuid4()
    kept, refused = add_photos(album, [upload(f"{number}.jpg") for number in range(1, 8)])
    assert [photo.original_name for photo in kept] == ["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"]
    assert [refusal.sentence for refusal in refused] == [
        f"{number}.jpg was not added because you already have 5 photos. Remove a photo to add another"
        for number in (6, 7)
    ]
    assert len(files_in(photo_folder)) == 10


def test_a_photo_can_be_removed_to_make_room(
    photo_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    album = uuid4()
    kept, _ = add_photos(album, [upload() for _ in range(5)])
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(album, kept[1].pk)
        remove_photo(album, kept[1].pk)
    assert photos_of(album) == [kept[0], *kept[2:]]
    assert len(files_in(photo_folder)) == 8
    removed = Photo.objects.get(pk=kept[1].pk)
    assert removed.removed_at is not None
    assert [removed.file.name, removed.thumbnail.name, removed.original_name] == ["", "", ""]
    assert add_photos(album, [upload("new.jpg")])[1] == []
    assert [photo.original_name for photo in photos_of(album)][-1] == "new.jpg"


def test_nobody_removes_a_photo_of_another_album(
    photo_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    album = uuid4()
    (photo,), _ = add_photos(album, [upload()])
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(uuid4(), photo.pk)
        remove_photo(album, uuid4())
    assert photos_of(album) == [photo]
    assert len(files_in(photo_folder)) == 2


class FullDisk(FileSystemStorage):
    """Takes the photo, and runs out of room at its thumbnail."""

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        kept = super().save(name, content, max_length)
        if "small" in kept:
            raise OSError(errno.ENOSPC, "No space left on device")
        return kept


def test_a_full_disk_loses_nothing_and_leaves_nothing_behind(photo_folder: Path, settings: Settings) -> None:
    album = uuid4()
    (first,), _ = add_photos(album, [upload()])
    full = {"BACKEND": f"{__name__}.FullDisk", "OPTIONS": {"location": photo_folder}}
    settings.STORAGES = {**settings.STORAGES, "default": full}
    kept, refused = add_photos(album, [upload("second.jpg")])
    assert kept == []
    assert [refusal.sentence for refusal in refused] == [
        "second.jpg was not added because of a problem with our service. Try again in a few minutes"
    ]
    assert photos_of(album) == [first]
    assert len(files_in(photo_folder)) == 2


def test_a_photo_whose_row_cannot_be_written_leaves_no_file(photo_folder: Path) -> None:
    with pytest.raises(DatabaseError), connection.execute_wrapper(refuse_inserts):
        add_photos(uuid4(), [upload()])
    assert files_in(photo_folder) == []


def refuse_inserts(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    if sql.startswith("INSERT"):
        raise DatabaseError("The database has gone away.")
    return execute(sql, params, many, context)


@pytest.mark.django_db(transaction=True)
def test_photos_added_at_the_same_moment_never_exceed_five(photo_folder: Path) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("Threads that share an SQLite database in memory lock one another out of its tables.")
    album, together, refusals = uuid4(), Barrier(8), []

    def add() -> None:
        together.wait()
        try:
            keep_photo(album, "tap.jpg", CLEAN)
        except PhotoRefused as refusal:
            refusals.append(refusal.reason)
        finally:
            connection.close()

    threads = [Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(photos_of(album)) == 5
    assert refusals == [Reason.TOO_MANY] * 3
    assert len(files_in(photo_folder)) == 10
