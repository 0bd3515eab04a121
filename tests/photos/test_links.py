from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from repairs.photos.links import photo_link, photo_path
from repairs.photos.models import Photo
from repairs.photos.services import add_photos, remove_photo
from tests.photos.albums import upload

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.photos.urls")]
NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)


@pytest.fixture
def photo(photo_folder: Path) -> Photo:
    (photo,), _ = add_photos(uuid4(), [upload("café “tap”.HEIC")])
    return photo


def test_a_link_shows_the_photo(client: Client, photo: Photo, photo_folder: Path, settings: Settings) -> None:
    settings.SITE_URL = "https://repairs.northmere.example"
    link = photo_link(photo, lasts=timedelta(days=1))
    assert link.startswith("https://repairs.northmere.example/photos/link/")
    answer = client.get(urlsplit(link).path)
    assert answer.status_code == 200
    assert answer.content == (photo_folder / str(photo.file)).read_bytes()
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Length"] == str(photo.size)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=utf-8''caf%C3%A9")
    assert answer.headers["Content-Disposition"].endswith(".jpg")
    assert answer.cookies == {}


def test_a_link_may_show_only_the_thumbnail(client: Client, photo: Photo) -> None:
    answer = client.get(photo_path(photo, thumbnail=True))
    assert max(Image.open(BytesIO(answer.content)).size) == 96


def test_a_link_can_be_asked_for_its_headers_only(client: Client, photo: Photo) -> None:
    answer = client.head(photo_path(photo))
    assert answer.status_code == 200
    assert answer.headers["Content-Length"] == str(photo.size)
    assert answer.content == b""


def test_a_link_only_shows(client: Client, photo: Photo) -> None:
    assert client.post(photo_path(photo)).status_code == 405


@pytest.mark.parametrize(
    ("lasts", "later", "status"),
    [
        (timedelta(hours=1), timedelta(minutes=59), 200),
        (timedelta(hours=1), timedelta(minutes=61), 404),
        (None, timedelta(days=29), 200),
        (None, timedelta(days=31), 404),
    ],
)
def test_a_link_ends(client: Client, photo: Photo, lasts: timedelta | None, later: timedelta, status: int) -> None:
    with time_machine.travel(NOW, tick=False):
        path = photo_path(photo, lasts=lasts)
    with time_machine.travel(NOW + later, tick=False):
        assert client.get(path).status_code == status


def test_a_changed_link_shows_nothing(client: Client, photo: Photo) -> None:
    path = photo_path(photo, thumbnail=True)
    for wrong in (path.replace(".small.", ".photo."), path[:-3] + "x/", "/photos/link/a/", "/photos/link/a:b:c/"):
        assert client.get(wrong).status_code == 404


def test_a_link_to_a_removed_photo_shows_nothing(
    client: Client, photo: Photo, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo.album, photo.pk)
    assert client.get(photo_path(photo)).status_code == 404


def test_a_link_to_a_photo_whose_file_is_lost_shows_nothing(client: Client, photo: Photo, photo_folder: Path) -> None:
    (photo_folder / str(photo.file)).unlink()
    assert client.get(photo_path(photo)).status_code == 404
