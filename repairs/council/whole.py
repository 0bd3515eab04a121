"""Postcodes, references and phone numbers stay on one line, where an address or a sentence around them wraps."""

import re

from markupsafe import Markup, escape

POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
REFERENCE = r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}\b"
PHONE = r"\b0\d{3,4} \d{3} ?\d{3,4}\b"
TAG_OR_WHOLE = re.compile(
    rf"(<(?P<tag>option|textarea)\b.*?</(?P=tag)>|<[^>]*>)|{POSTCODE}|{REFERENCE}|{PHONE}", re.DOTALL
)


def whole(words: object) -> Markup:
    """Plain text is escaped. HTML keeps its tags as they are, and what may hold no others."""
    return Markup(TAG_OR_WHOLE.sub(kept, str(escape(words))))  # noqa: S704 - it is escaped


def kept(found: re.Match[str]) -> str:
    return found[0] if found[1] else f'<span class="council-whole">{found[0]}</span>'
