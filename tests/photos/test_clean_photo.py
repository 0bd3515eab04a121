from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from repairs.photos.clean import CleanPhoto, clean_photo
from tests.photos.pictures import CORNERS, corners, encoded, jpeg, picture, private_details

SAMPLES = Path(__file__).with_name("samples")
Turn = Image.Transpose

# How a camera that is held so stores an upright scene, from the EXIF standard.
AS_STORED = {
    1: None,
    2: Turn.FLIP_LEFT_RIGHT,
    3: Turn.ROTATE_180,
    4: Turn.FLIP_TOP_BOTTOM,
    5: Turn.TRANSPOSE,
    6: Turn.ROTATE_90,
    7: Turn.TRANSVERSE,
    8: Turn.ROTATE_270,
}


def cleaned(content: bytes, name: str = "leak.jpg") -> CleanPhoto:
    return clean_photo(BytesIO(content), name=name)


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content), formats=["JPEG"])
    image.load()
    return image


@pytest.mark.parametrize("orientation", AS_STORED)
def test_a_photo_taken_at_any_angle_is_upright(orientation: int) -> None:
    turn = AS_STORED[orientation]
    stored = picture() if turn is None else picture().transpose(turn)
    photo = cleaned(encoded(stored, "JPEG", **private_details(orientation)))
    assert (photo.width, photo.height) == (96, 64)
    assert corners(opened(photo.photo)) == corners(opened(photo.thumbnail)) == CORNERS


def test_nothing_but_the_picture_is_kept() -> None:
    content = jpeg(**private_details()) + b"PK\x03\x04 a zip file that hides behind the picture: Pineapple"
    photo = cleaned(content)
    for kept in (photo.photo, photo.thumbnail):
        assert kept.endswith(b"\xff\xd9")
        assert not any(trace in kept for trace in (b"Pineapple", b"Exif", b"ICC_PROFILE", b"xmp", b"PK\x03\x04"))
        assert not opened(kept).getexif()
        assert set(opened(kept).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


KINDS: dict[str, Callable[[], bytes]] = {
    "PNG": lambda: encoded(picture(), "PNG"),
    "interlaced PNG of few colours": lambda: encoded(picture().quantize(8), "PNG"),
    "lossless WebP": lambda: encoded(picture(), "WEBP", lossless=True),
    "WebP": lambda: encoded(picture(), "WEBP", quality=90),
    "progressive JPEG": lambda: jpeg(progressive=True),
    "print (CMYK) JPEG": lambda: encoded(picture().convert("CMYK"), "JPEG", quality=95),
    "JPEG with a second picture behind it": lambda: encoded(
        picture(), "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))]
    ),
    "moving WebP": lambda: encoded(
        picture(), "WEBP", save_all=True, append_images=[Image.new("RGB", (96, 64))] * 3, quality=90
    ),
    "moving PNG": lambda: encoded(picture(), "PNG", save_all=True, append_images=[Image.new("RGB", (96, 64))] * 3),
    "JPEG whose EXIF makes no sense": lambda: jpeg(exif=b"Exif\0\0II*\0" + b"\xff" * 40),
    "HEIC": lambda: (SAMPLES / "leak.heic").read_bytes(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["leak.jpg", "leak"])
def test_each_kind_is_taken_whatever_it_is_called(kind: str, name: str) -> None:
    photo = cleaned(KINDS[kind](), name)
    assert (photo.width, photo.height) == (96, 64)
    assert corners(opened(photo.photo)) == CORNERS


def test_a_heic_photo_loses_where_it_was_taken() -> None:
    content = (SAMPLES / "leak.heic").read_bytes()
    assert b"Pineapple" in content
    assert b"Pineapple" not in cleaned(content).photo


def test_a_heic_photo_whose_turn_is_told_twice_is_turned_once() -> None:
    photo = cleaned((SAMPLES / "turned.heic").read_bytes())
    assert (photo.width, photo.height) == (64, 96)
    assert corners(opened(photo.photo)) == ("blue", "red", "white", "green")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_one_could_see_through_becomes_white(mode: str) -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0)).convert(mode)
    content = encoded(clear, "PNG", **({"transparency": clear.getpixel((0, 0))} if mode == "P" else {}))
    assert opened(cleaned(content).photo).getpixel((20, 20)) == (255, 255, 255)


def test_a_grey_picture_of_sixteen_bits_keeps_its_shades() -> None:
    grey = Image.new("I;16", (40, 40), 128 * 256)
    assert opened(cleaned(encoded(grey, "PNG")).photo).getpixel((20, 20)) == pytest.approx((128, 128, 128), abs=3)


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 3000), (2000, 1500)), ((1500, 2500), (1200, 2000)), ((300, 200), (300, 200))]
)
def test_a_large_photo_becomes_smaller_and_a_small_one_does_not_grow(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    photo = cleaned(jpeg(*size))
    assert (photo.width, photo.height) == opened(photo.photo).size == kept
    assert max(opened(photo.thumbnail).size) == 200
    assert corners(opened(photo.photo)) == CORNERS
