"""The part of cleaning a photo that a hostile file could harm, run by `clean.py` as a process of its own.

    python -I clean_child.py KIND CPU_SECONDS < upload > answer

The answer is a line of JSON, {"refused": reason} or {"width", "height", "photo", "thumbnail"} (the last two in bytes),
then the photo and its thumbnail. A file that takes too much time or memory ends the process instead.
It imports Pillow alone: the process starts fast and knows no settings, secrets or database.
"""

import contextlib
import json
import os
import resource
import sys
import warnings
from io import BytesIO
from typing import BinaryIO

from PIL import Image, JpegImagePlugin, WebPImagePlugin  # noqa: F401 WebP is read only once its plugin is imported

# The "50 megapixel" setting of several phones is 8160 x 6144, a little more than 50 million.
MOST_PIXELS = 51_000_000
LONGEST_SIDE = 2000
THUMBNAIL_SIDE = 200
QUALITY = 82
MEMORY_BYTES = 1024 * 1024 * 1024
ANSWER_BYTES = 20 * 1024 * 1024

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def limit_process(cpu_seconds: int) -> None:
    limits = [
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES),
        (resource.RLIMIT_CORE, 0),
    ]
    for limit, most in limits:
        # macOS knows no limit of memory, and a host may allow less than this already.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    os.nice(10)


def prepare_reader(kind: str) -> None:
    # Pillow raises at twice this number and only warns at the number itself.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
    warnings.simplefilter("ignore")
    # Phones put further pictures behind the first (MPO, Ultra HDR). The plain reader stops after the first.
    Image.register_open("JPEG", JpegImagePlugin.JpegImageFile, lambda start: start.startswith(b"\xff\xd8\xff"))
    if kind == "HEIF":
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def open_photo(source: BinaryIO, kind: str) -> Image.Image:
    image = Image.open(source, formats=[kind])
    # A JPEG can be decoded at a half, a quarter or an eighth, for a fraction of the time and memory. It is asked for in
    # the shape that the photo has: no side of what comes is shorter than asked.
    image.draft("RGB", no_longer_than(LONGEST_SIDE, image.size))
    image.load()
    return image


def no_longer_than(side: int, size: tuple[int, int]) -> tuple[int, int]:
    width, height = size
    longest = max(width, height, side)
    return max(1, width * side // longest), max(1, height * side // longest)


def orientation_of(image: Image.Image) -> int:
    """As the camera wrote it. A photo whose EXIF makes no sense is taken as it is."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        return 1


def in_plain_colours(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode == "RGB" else image.convert("RGB")


def on_white(image: Image.Image) -> Image.Image:
    """A new image that holds the dots and nothing else of the file."""
    clean = Image.new("RGB", image.size, "white")
    clean.paste(image, mask=image if image.mode == "RGBA" else None)
    return clean


def clean(image: Image.Image) -> Image.Image:
    turn = UPRIGHT.get(orientation_of(image))
    image = in_plain_colours(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return on_white(image.transpose(turn) if turn is not None else image)


def as_jpeg(image: Image.Image) -> bytes:
    encoded = BytesIO()
    image.save(encoded, "JPEG", quality=QUALITY, optimize=True)
    return encoded.getvalue()


def answer_for(source: BinaryIO, kind: str) -> list[bytes]:
    try:
        image = clean(open_photo(source, kind))
        photo = as_jpeg(image)
        width, height = image.size
        image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        thumbnail = as_jpeg(image)
    except (Image.DecompressionBombError, MemoryError):
        return [refuse("too-detailed")]
    except Exception:  # readers of hostile files raise anything
        return [refuse("broken")]
    sizes = {"width": width, "height": height, "photo": len(photo), "thumbnail": len(thumbnail)}
    return [json.dumps(sizes).encode() + b"\n", photo, thumbnail]


def refuse(reason: str) -> bytes:
    return json.dumps({"refused": reason}).encode() + b"\n"


if __name__ == "__main__":
    limit_process(int(sys.argv[2]))
    prepare_reader(sys.argv[1])
    sys.stdout.buffer.writelines(answer_for(sys.stdin.buffer, sys.argv[1]))
