from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def photo_folder(settings: Settings, tmp_path: Path) -> Path:
    """Photos of a test are kept in a folder of its own."""
    folder = tmp_path / "photos"
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return folder
