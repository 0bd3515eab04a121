from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from repairs.photos.clean import MOST_BYTES


def test_a_file_that_is_far_too_big_does_not_fill_the_disk(rf: RequestFactory) -> None:
    huge = SimpleUploadedFile("film.mov", b"x" * (MOST_BYTES * 2))
    small = SimpleUploadedFile("tap.jpg", b"a photo")
    request = rf.post("/", {"photos": [huge, small]})
    first, second = request.FILES.getlist("photos")
    assert first.size == MOST_BYTES + 1
    assert second.read() == b"a photo"
    request.close()
