"""What a resident reads out so that one of us carries on: the first bits of the draft's id, in six characters.

Nothing is stored for it. Drafts are forgotten within days, so hardly ever do two that are open share a code.
"""

import re
import unicodedata
from uuid import UUID

from repairs.log.reference import ALPHABET

CHARACTERS = 6
BITS = 27
"""All that six of 23 characters hold."""
REST = 128 - BITS
LOOK_ALIKES = str.maketrans("0OUZ", "QQV2")
LONGEST_TYPED = 60


def code_of(draft: UUID) -> str:
    """K4M 7QX"""
    number, characters = draft.int >> REST, ""
    for _ in range(CHARACTERS):
        number, place = divmod(number, len(ALPHABET))
        characters = ALPHABET[place] + characters
    return f"{characters[:3]} {characters[3:]}"


def range_of(typed: str) -> tuple[UUID, UUID] | None:
    """The first and the last id that have this code, in any case and with any punctuation. None if it is not one."""
    characters = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed[:LONGEST_TYPED])).upper()
    characters = characters.translate(LOOK_ALIKES)
    if len(characters) != CHARACTERS or not set(characters) <= set(ALPHABET):
        return None
    number = 0
    for character in characters:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    if number >> BITS:
        return None
    return UUID(int=number << REST), UUID(int=((number + 1) << REST) - 1)
