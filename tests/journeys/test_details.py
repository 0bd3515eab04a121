"""Words and photos: counted right, and a bad photo never costs a good one."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from repairs.photos.models import Photo
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_home, tells_of_kitchen_leak


def photo(name: str = "sink.jpg", colour: str = "red") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (60, 40), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


@pytest.fixture
def at_details(resident: Resident) -> Resident:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    return resident


def test_both_are_optional(at_details: Resident) -> None:
    at_details.presses()
    assert at_details.heading == "When can we come?"


@pytest.mark.parametrize(("length", "fits"), [(499, True), (500, True), (501, False)])
def test_five_hundred_characters_fit(at_details: Resident, length: int, fits: bool) -> None:
    text = "line\r\n" + "x" * (length - 5)
    at_details.types(text=text).presses()
    if fits:
        assert at_details.heading == "When can we come?"
        at_details.goes_back()
        assert len(at_details.value_of("text")) == length
    else:
        assert "must be 500 characters or fewer" in at_details.error
        assert len(at_details.value_of("text")) == length


@pytest.mark.parametrize("trips", [{}, {"one-trip": "1"}], ids=["with a redirect", "in one trip"])
def test_photos_are_kept_shown_and_removed_one_by_one(at_details: Resident, trips: dict[str, str]) -> None:
    at_details.typed |= trips
    at_details.types(text="Under the bend").attaches(photo("one.jpg"), photo("two.jpg")).presses("Add these photos")
    assert [image.attrib["alt"] for image in at_details.page.all("img")] == ["Photo 1: one.jpg", "Photo 2: two.jpg"]
    at_details.typed |= trips
    at_details.presses("Remove photo 1")
    assert [image.attrib["alt"] for image in at_details.page.all("img")] == ["Photo 1: two.jpg"]
    assert at_details.value_of("text") == "Under the bend"
    assert Photo.objects.kept().count() == 1


def test_a_bad_file_says_what_is_wrong_and_keeps_the_others(at_details: Resident) -> None:
    film = SimpleUploadedFile("film.mov", b"\x00\x00\x00\x14ftypqt  " + b"x" * 500, content_type="video/quicktime")
    at_details.types(text="Look").attaches(film, photo("good.jpg")).presses()
    assert "film.mov" in at_details.error
    assert [image.attrib["alt"] for image in at_details.page.all("img")] == ["Photo 1: good.jpg"]
    assert at_details.value_of("text") == "Look"


def test_the_sixth_photo_is_refused(at_details: Resident) -> None:
    at_details.attaches(*(photo(f"{number}.jpg") for number in range(6))).presses()
    assert Photo.objects.kept().count() == 5
    assert at_details.error


def test_emoji_quotes_and_tags_stay_what_they_are(at_details: Resident) -> None:
    text = '💧 it\'s "dripping" <b>&amp; slow\n\nsince Monday'
    at_details.types(text=text).presses()
    at_details.goes_back()
    assert at_details.value_of("text") == text
