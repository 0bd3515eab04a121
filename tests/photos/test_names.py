import pytest

from repairs.photos.names import clean_name

NAMES = {
    "kitchen.mov": "kitchen.mov",
    "  my   kitchen\r\n tap.jpg ": "my kitchen tap.jpg",
    "💧 leak 👩‍🔧.heic": "💧 leak 👩🔧.heic",
    "../../etc/passwd": "passwd",
    "C:\\Users\\Ann\\tap.png": "tap.png",
    "tap\u202egpj.exe": "tapgpj.exe",
    "tap\x00\x1b[31m\u200b.jpg": "tap[31m.jpg",
    "lone\ud800surrogate.jpg": "lonesurrogate.jpg",
    "<b>tap</b>.jpg": "b>.jpg",
    "cafe\u0301.jpg": "café.jpg",
    "صورة.jpg": "صورة.jpg",
    "a" * 300 + ".jpeg": "a" * 47 + "…" + "a" * 7 + ".jpeg",
    "": "This file",
    None: "This file",
    "\u200f\u200f": "This file",
    "...": "This file",
    "uploads/": "This file",
}


@pytest.mark.parametrize(("given", "shown"), NAMES.items())
def test_a_name_is_shown_without_what_could_mislead(given: str | None, shown: str) -> None:
    assert clean_name(given) == shown
    assert clean_name(shown) == shown
    assert len(shown) <= 60
