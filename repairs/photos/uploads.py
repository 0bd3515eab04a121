from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from repairs.photos.clean import MOST_BYTES


class StopAfterTooMuch(FileUploadHandler):
    """Keeps one byte more of a file than we take: enough to refuse it with a sentence, and the disk holds no more."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        room = MOST_BYTES + 1 - start
        return raw_data[:room] if room > 0 else None

    def file_complete(self, file_size: int) -> Any:
        return None
