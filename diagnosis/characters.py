"""Characters that no page shows and that PostgreSQL does not keep: NUL and other controls, and halves of characters."""

import re

UNKEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def find_unkept(text: str) -> str:
    """Its name, as U+0007. Empty where there is none."""
    found = UNKEPT.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def without_unkept(text: str) -> str:
    return UNKEPT.sub("\N{REPLACEMENT CHARACTER}", text)
