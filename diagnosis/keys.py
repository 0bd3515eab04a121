"""Keys made from words. They are part of addresses and of what is kept of a report, so they stay as they are."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

SHORT = 60
"""Room is left for a number, and for people who read it."""


def make_key(words: str, taken: Collection[str], *, otherwise: str, longest: int = SHORT) -> str:
    """`otherwise` is what it is called where no letter or digit of the words can be part of a key."""
    plain = unicodedata.normalize("NFKD", words).lower()
    parts = re.findall("[a-z0-9]+", re.sub("['\u2019\u0300-\u036f]", "", plain))
    key = cut("-".join(parts), longest) or otherwise
    if key not in taken:
        return key
    return next(numbered for n in count(2) if (numbered := f"{cut(key, longest - len(str(n)) - 1)}-{n}") not in taken)


def cut(key: str, longest: int) -> str:
    """At the end of a word, where there is one."""
    if len(key) <= longest:
        return key
    whole, hyphen, _ = key[: longest + 1].rpartition("-")
    return whole if hyphen else key[:longest]
