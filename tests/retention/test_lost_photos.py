"""Files and photos that nothing leads to are erased, and files that cannot be erased now are tried again."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.utils import timezone
from moto import mock_aws
from pytest_django import Settings

from repairs.photos.models import Photo
from repairs.photos.services import keep_photo, remove_photo
from repairs.report.models import Draft
from repairs.retention.lost_photos import FOLDERS, folders_of_day
from tests.log.builders import booked
from tests.photos.albums import CLEAN, files_in
from tests.photos.test_photos_in_a_bucket import STORE, storage_with
from tests.retention.test_forget import forgets

DAYS_LATER = timedelta(days=2)


def left_by_an_upload_that_was_cut_off() -> None:
    name = uuid4().hex
    default_storage.save(f"{name[:2]}/{name}.jpg", ContentFile(b"a photo"))
    default_storage.save(f"{name[:2]}/{name}-small.jpg", ContentFile(b"a small one"))


def grows_old(folder: Path) -> None:
    then = (timezone.now() - DAYS_LATER).timestamp()
    for path in files_in(folder):
        os.utime(path, (then, then))


def test_files_that_no_photo_names_are_erased(northmere: None, photo_folder: Path) -> None:
    left_by_an_upload_that_was_cut_off()
    grows_old(photo_folder)
    assert "folders: 2." in forgets(all_files=True)
    assert files_in(photo_folder) == []


def test_files_of_an_upload_that_goes_on_are_left(northmere: None, photo_folder: Path) -> None:
    left_by_an_upload_that_was_cut_off()
    forgets(all_files=True)
    assert len(files_in(photo_folder)) == 2


def test_photos_of_reports_and_repairs_are_left(northmere: None, photo_folder: Path) -> None:
    repair = booked()
    draft = Draft.objects.create(tree=repair.tree)
    keep_photo(repair.draft, "a.jpg", CLEAN)
    keep_photo(draft.pk, "b.jpg", CLEAN)
    grows_old(photo_folder)
    forgets(all_files=True)
    assert len(Photo.objects.kept()) == 2
    assert len(files_in(photo_folder)) == 4


def test_photos_whose_report_is_gone_are_erased(northmere: None, photo_folder: Path) -> None:
    keep_photo(uuid4(), "a.jpg", CLEAN)
    grows_old(photo_folder)
    forgets(all_files=True)
    assert not Photo.objects.exists()
    assert files_in(photo_folder) == []


def test_a_file_that_cannot_be_erased_is_tried_again_and_keeps_no_other_from_being_erased(
    northmere: None, photo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    album = uuid4()
    first, second = keep_photo(album, "a.jpg", CLEAN), keep_photo(album, "b.jpg", CLEAN)
    for photo in (first, second):
        remove_photo(album, photo.pk)
    erase = FileSystemStorage.delete

    def only_the_second(storage: FileSystemStorage, name: str) -> None:
        if name == first.file.name:
            raise OSError("Read-only file system")
        erase(storage, name)

    with monkeypatch.context() as disk:
        disk.setattr(FileSystemStorage, "delete", only_the_second)
        assert "Photos erased: 1." in forgets()
    assert list(Photo.objects.all()) == [first]
    assert len(files_in(photo_folder)) == 2
    assert "Photos erased: 1." in forgets()
    assert files_in(photo_folder) == []
    assert not Photo.objects.exists()


def test_every_folder_is_looked_through_within_a_month() -> None:
    now = timezone.now()
    seen = {folder for day in range(28) for folder in folders_of_day(now + timedelta(days=day))}
    assert seen == set(FOLDERS)


@pytest.fixture
def bucket(northmere: None, settings: Settings) -> Iterator[None]:
    settings.STORAGES = {**configured.STORAGES, "default": storage_with(**STORE)}
    with mock_aws():
        call_command("make_photo_bucket", verbosity=0)
        yield


def test_a_bucket_is_looked_through_like_a_folder(bucket: None, clock: time_machine.Traveller) -> None:
    repair = booked()
    kept = keep_photo(repair.draft, "a.jpg", CLEAN)
    lost = keep_photo(uuid4(), "b.jpg", CLEAN)
    left_by_an_upload_that_was_cut_off()
    clock.shift(DAYS_LATER)
    forgets(all_files=True)
    assert list(Photo.objects.all()) == [kept]
    assert default_storage.exists(kept.file.name or "")
    assert not default_storage.exists(lost.file.name or "")
    assert {name for folder in FOLDERS for name in default_storage.listdir(folder)[1]} == {
        Path(kept.file.name or "").name,
        Path(kept.thumbnail.name or "").name,
    }
