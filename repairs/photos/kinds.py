"""What a file is by its first bytes, whatever it is called. Decoding has the last word on those that may be photos."""

import re

BYTES_NEEDED = 1024

STARTS = {
    b"GIF8": "a GIF",
    b"%PDF": "a PDF",
    b"BM": "a bitmap (BMP)",
    b"II*\0": "a TIFF or raw photo",
    b"MM\0*": "a TIFF or raw photo",
    b"\x1aE\xdf\xa3": "a film",
    b"\0\0\1\xba": "a film",
    b"\0\0\1\xb3": "a film",
    b"FLV\1": "a film",
    b"PK\3\4": "a document or a zip file",
    b"\xd0\xcf\x11\xe0": "a document",
    b"ID3": "a sound recording",
}
FILM_BOXES = {b"moov", b"mdat", b"wide", b"free", b"skip"}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
SVG = re.compile(rb"(\xef\xbb\xbf)?\s*(<[?!][^>]*>\s*)*<svg[\s>]", re.IGNORECASE)


def photo_kind(start: bytes) -> str | None:
    """The name by which Pillow knows the kind, if it is one that we take."""
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "WEBP"
    if start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS and b"avif" not in start[12:64]:
        return "HEIF"
    return None


def other_kind(start: bytes) -> str | None:
    """What else it is, as it reads after "is", when we can tell."""
    for first, kind in STARTS.items():
        if start.startswith(first):
            return kind
    if start.startswith(b"RIFF"):
        return "a sound recording" if start[8:12] == b"WAVE" else "a film"
    if start[4:8] == b"ftyp":
        return media_kind(start)
    if start[4:8] in FILM_BOXES:
        return "a film"
    return "a drawing (SVG)" if SVG.match(start) else None


def media_kind(start: bytes) -> str:
    if b"avif" in start[8:64] or b"avis" in start[8:64]:
        return "an AVIF picture"
    return "a sound recording" if start[8:12] == b"M4A " else "a film"
