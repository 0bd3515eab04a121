from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from repairs.photos.clean import CleanPhoto
from tests.photos.pictures import jpeg

CLEAN = CleanPhoto(photo=b"a photo", thumbnail=b"a small one", width=4, height=3)


def upload(name: str = "tap.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
