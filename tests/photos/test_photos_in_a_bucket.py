"""Photos in an S3-compatible store: the same service, the same links, and nothing that anyone else can open."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from moto import mock_aws
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from repairs.photos.links import photo_path
from repairs.photos.services import add_photo, photos_of, remove_photo
from tests.photos.albums import upload

STORE = {
    "PHOTOS_S3_BUCKET": "northmere-photos",
    "PHOTOS_S3_KEY_ID": "a-key",
    "PHOTOS_S3_SECRET": "a-secret",
}
OPTIONS = "import json; from repairs.settings import STORAGES; print(json.dumps(STORAGES['default'], default=str))"


def storage_with(**environment: str) -> dict[str, Any]:
    """As the settings of a process with this environment have it."""
    command = [sys.executable, "-c", OPTIONS]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    storage: dict[str, Any] = json.loads(done.stdout)
    storage["OPTIONS"].pop("client_config")
    return storage


@pytest.fixture
def bucket(db: None, settings: Settings) -> Iterator[None]:
    settings.STORAGES = {**configured.STORAGES, "default": storage_with(**STORE)}
    with mock_aws():
        call_command("make_photo_bucket", verbosity=0)
        yield


def test_a_photo_is_kept_shown_by_its_link_and_erased(
    bucket: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    album = uuid4()
    photo = add_photo(album, upload())
    assert photos_of(album) == [photo]
    shown = Client().get(photo_path(photo))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown.content[:3] == b"\xff\xd8\xff"
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(album, photo.pk)
    assert not default_storage.exists(photo.file.name or "")


def test_a_photo_whose_file_is_gone_is_not_found(bucket: None) -> None:
    photo = add_photo(uuid4(), upload())
    default_storage.delete(photo.file.name or "")
    assert Client().get(photo_path(photo)).status_code == 404


def test_making_the_bucket_again_changes_nothing(bucket: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_photo_bucket")
    assert "is there" in capsys.readouterr().out


def test_without_a_bucket_in_the_settings_none_is_made() -> None:
    with pytest.raises(CommandError, match="PHOTOS_S3_BUCKET"):
        call_command("make_photo_bucket")


def test_another_store_is_named_by_its_address() -> None:
    named = storage_with(**STORE, PHOTOS_S3_URL="http://photos:7070")
    assert '"endpoint_url": "http://photos:7070"' in json.dumps(named)
