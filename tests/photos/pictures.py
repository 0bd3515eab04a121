"""Photos made for a test: a small picture whose four corners tell which way up it is."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 180, 30), (30, 30, 220), (255, 255, 255)
CORNERS = ("red", "green", "blue", "white")
PAINT = dict(zip(CORNERS, (RED, GREEN, BLUE, WHITE), strict=True))


def picture(width: int = 96, height: int = 64) -> Image.Image:
    """Red, green / blue, white."""
    image = Image.new("RGB", (width, height))
    for number, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        left, top = width // 2 * (number % 2), height // 2 * (number // 2)
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(width: int = 96, height: int = 64, **options: Any) -> bytes:
    return encoded(picture(width, height), "JPEG", quality=90, **options)


def corners(image: Image.Image) -> tuple[str, ...]:
    """The name of the colour nearest to that of each corner, in reading order."""
    width, height = image.size
    places = [(8, 8), (width - 9, 8), (8, height - 9), (width - 9, height - 9)]
    return tuple(nearest(image.convert("RGB").getpixel(place)) for place in places)


def nearest(dot: Any) -> str:
    return min(PAINT, key=lambda name: sum(abs(one - other) for one, other in zip(PAINT[name], dot, strict=True)))


def private_details(orientation: int = 1) -> dict[str, Any]:
    """What a phone writes beside the picture, and what else may hide there."""
    exif = Image.Exif()
    exif[0x010F] = "Pineapple Phones"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 12.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    return {
        "exif": exif.tobytes(),
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        "xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Pineapple Street</x:xmpmeta>",
        "comment": b"Pineapple Person",
    }


def blank_png(side: int) -> bytes:
    """A PNG of one colour that is small as a file, whatever its side."""
    row = b"\0" * (1 + (side + 7) // 8)
    squeeze = zlib.compressobj(9)
    dots = b"".join(squeeze.compress(row) for _ in range(side)) + squeeze.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def jpeg_with_scans(scans: int) -> bytes:
    """A progressive JPEG that goes over the same picture again and again: a small file that takes minutes to open."""
    whole = encoded(Image.new("L", (4000, 4000), 128), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * scans + whole[-2:]


def scan_bomb(scans: int, side: int = 7000) -> bytes:
    """Ten bytes for each time that a reader goes over a large picture, of which nothing else is there."""
    whole = encoded(Image.new("L", (16, 16), 128), "JPEG", progressive=True)
    frame = whole.index(b"\xff\xc2") + 5
    large = whole[:frame] + struct.pack(">HH", side, side) + whole[frame + 4 : -2]
    return large + bytes.fromhex("ffda0008010100000010") * scans + whole[-2:]
