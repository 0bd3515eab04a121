import time
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from repairs.photos import clean
from repairs.photos.clean import MOST_BYTES, clean_photo
from repairs.photos.refusals import PhotoRefused, Reason
from tests.photos.pictures import blank_png, encoded, jpeg, jpeg_with_scans, picture


def refusal(content: bytes, name: str = "kitchen.jpg") -> PhotoRefused:
    with pytest.raises(PhotoRefused) as refused:
        clean_photo(BytesIO(content), name=name)
    return refused.value


CHOOSE = "Choose a JPEG, PNG, WebP or HEIC file"
WRONG_KINDS = {
    "kitchen.mov": (b"\0\0\0\x14ftypqt  \0\0\0\0qt  \0\0\0\x08wide", "is a film"),
    "iphone.mov": (b"\0\0\0\x08wide\0\0\1\0mdat", "is a film"),
    "kitchen.mp4": (b"\0\0\0\x18ftypisom\0\0\2\0isommp42", "is a film"),
    "kitchen.webm": (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01", "is a film"),
    "kitchen.avi": (b"RIFF\x24\0\0\0AVI LIST", "is a film"),
    "letter.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF"),
    "letter.docx": (b"PK\3\4\x14\0\6\0", "is a document or a zip file"),
    "cat.gif": (encoded(picture(), "GIF"), "is a GIF"),
    "scan.tiff": (encoded(picture(), "TIFF"), "is a TIFF or raw photo"),
    "new.avif": (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "is an AVIF picture"),
    "plan.svg": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "is a drawing (SVG)"),
    "photo.jpg": (b"<!doctype html><script>alert(1)</script>", "is not a photo"),
    "note.png": (b"The tap drips.", "is not a photo"),
    "random.heic": (bytes(range(256)) * 20, "is not a photo"),
}


@pytest.mark.parametrize("name", WRONG_KINDS)
def test_a_file_of_another_kind_is_called_what_it_is(name: str) -> None:
    content, what = WRONG_KINDS[name]
    for called in (name, f"{name}.jpg"):
        assert refusal(content, called).sentence == f"{called} {what}. {CHOOSE}"


def test_an_empty_file_is_refused() -> None:
    refused = refusal(b"")
    assert refused.reason == Reason.EMPTY
    assert refused.sentence == "kitchen.jpg is an empty file. Choose another photo"


def test_a_file_one_byte_too_big_is_refused_and_one_that_just_fits_is_not() -> None:
    fits = jpeg().ljust(MOST_BYTES, b"\0")
    assert clean_photo(BytesIO(fits), name="kitchen.jpg").width == 96
    assert refusal(fits + b"\0").sentence == "kitchen.jpg is bigger than 10 MB. Choose a smaller photo"


DAMAGED: dict[str, Callable[[], bytes]] = {
    "half a JPEG": lambda: jpeg(800, 600)[:4000],
    "the first bytes of a JPEG": lambda: jpeg()[:20],
    "half a PNG": lambda: encoded(Image.effect_noise((300, 300), 90), "PNG")[:30_000],
    "a PNG with a wrong check sum": lambda: encoded(picture(), "PNG").replace(b"IDAT", b"IDAX"),
    "half a WebP": lambda: encoded(picture(), "WEBP", lossless=True)[:60],
    "the first bytes of a HEIC": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_photo_is_refused(damage: str) -> None:
    assert refusal(DAMAGED[damage]()).reason == Reason.BROKEN


@pytest.mark.parametrize("side", [20_000, 12_000, 7_200])
def test_a_picture_with_too_many_dots_is_refused_before_it_is_opened(side: int) -> None:
    content = blank_png(side)
    started = time.monotonic()
    assert refusal(content).reason == Reason.TOO_DETAILED
    assert time.monotonic() - started < 2


def test_a_webp_canvas_with_too_many_dots_is_refused() -> None:
    content = bytearray(encoded(Image.new("RGBA", (8, 8)), "WEBP", lossless=True, exif=b"Exif\0\0II*\0"))
    assert content[12:16] == b"VP8X"
    content[24:30] = b"\xfe\x3f\0\xfe\x3f\0"
    assert refusal(bytes(content)).reason == Reason.TOO_DETAILED


def test_a_photo_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean, "CPU_SECONDS", 1)
    content = jpeg_with_scans(4_000)
    assert len(content) < 200_000
    # By the limit of processor time, or on a busy machine by that of the clock.
    assert refusal(content).reason in {Reason.BROKEN, Reason.NOT_KEPT}


def test_few_wait_for_their_turn_and_the_next_is_told_at_once() -> None:
    for _ in range(clean.AT_ONCE + clean.WAITING):
        clean.queue.acquire()
    try:
        refused = refusal(jpeg())
    finally:
        clean.queue.release(clean.AT_ONCE + clean.WAITING)
    assert refused.reason == Reason.NOT_KEPT
    assert clean_photo(BytesIO(jpeg()), name="kitchen.jpg").width == 96


def test_a_photo_that_waits_too_long_for_its_turn_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean, "WAIT_SECONDS", 0)
    for _ in range(clean.AT_ONCE):
        clean.places.acquire()
    try:
        refused = refusal(jpeg())
    finally:
        clean.places.release(clean.AT_ONCE)
    assert refused.reason == Reason.NOT_KEPT
    assert clean_photo(BytesIO(jpeg()), name="kitchen.jpg").width == 96
