"""References that are easy to say over the phone and cannot be guessed.

Nine random characters and a check character, written KM7-4QX-9TDR. The 23 characters leave out vowels (no words)
and those that are taken for another (0, 1, 5, 8, B, L, S, Z). 23 is prime, so a weighted sum catches every single
wrong character and every pair that has changed places.
"""

import re
import secrets
import unicodedata

ALPHABET = "234679CDFGHJKMNPQRTVWXY"
RANDOM_CHARACTERS = 9
WEIGHTS = range(1, RANDOM_CHARACTERS + 1)


def new_reference() -> str:
    """40.7 bits from the system's random source, plus the check character."""
    random = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return written(random + check_character(random))


def check_character(random: str) -> str:
    total = sum(weight * ALPHABET.index(character) for weight, character in zip(WEIGHTS, random, strict=True))
    return ALPHABET[total % len(ALPHABET)]


def written(characters: str) -> str:
    return f"{characters[:3]}-{characters[3:6]}-{characters[6:]}"


def read_reference(typed: str) -> str | None:
    """The reference that a person typed, in any case and with any punctuation. None if it is not one."""
    characters = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed[:60])).upper()
    if len(characters) != RANDOM_CHARACTERS + 1 or not set(characters) <= set(ALPHABET):
        return None
    if check_character(characters[:-1]) != characters[-1]:
        return None
    return written(characters)


def said_aloud(reference: str) -> str:
    """Letter by letter, in groups: K M 7, 4 Q X, 9 T D R."""
    return ", ".join(" ".join(group) for group in reference.split("-"))
