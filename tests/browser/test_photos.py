"""Photos are added, seen and removed with GOV.UK's file picker at work."""

from pathlib import Path

import pytest
from PIL import Image

from repairs.photos.models import Photo
from tests.browser.visitor import Visitor
from tests.journeys.steps import answers_about_home, gives_home, tells_of_kitchen_leak


def picture(folder: Path, name: str) -> Path:
    path = folder / name
    Image.new("RGB", (600, 400), "teal").save(path, "JPEG")
    return path


@pytest.fixture
def at_details(phone: Visitor) -> Visitor:
    phone.starts()
    phone.answers("None of these")
    gives_home(phone)
    tells_of_kitchen_leak(phone)
    answers_about_home(phone)
    return phone


def shown(visitor: Visitor) -> list[str]:
    """Photos that can be seen, not only named."""
    visitor.page.wait_for_function("[...document.images].every(image => image.complete)")
    seen: list[str] = visitor.page.evaluate("[...document.images].filter(i => i.naturalWidth).map(i => i.alt)")
    return seen


def test_photos_are_added_seen_and_removed(at_details: Visitor, tmp_path: Path) -> None:
    at_details.types(text="Behind the bin")
    at_details.attaches(picture(tmp_path, "tap.jpg"), picture(tmp_path, "floor.jpg")).presses("Add these photos")
    assert shown(at_details) == ["Photo 1: tap.jpg", "Photo 2: floor.jpg"]
    at_details.presses("Remove")
    assert shown(at_details) == ["Photo 1: floor.jpg"]
    assert at_details.given == ["text: Behind the bin"]
    assert Photo.objects.kept().count() == 1


def test_a_photo_that_is_only_picked_is_kept_too(at_details: Visitor, tmp_path: Path) -> None:
    at_details.attaches(picture(tmp_path, "tap.jpg")).presses()
    assert at_details.heading == "When can we come?"
    at_details.page.go_back()
    assert shown(at_details) == ["Photo 1: tap.jpg"]


def test_a_bad_file_is_named_and_costs_no_good_one(at_details: Visitor, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 not a photo")
    at_details.attaches(letter, picture(tmp_path, "tap.jpg")).presses()
    assert "letter.pdf" in at_details.error
    assert shown(at_details) == ["Photo 1: tap.jpg"]
