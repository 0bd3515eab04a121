"""What somebody typed to find a home or a caller, understood. Nothing is looked up here.

The same digits can be a UPRN and a phone number, and the same words an address and a name: then they are both.
"""

import re
from dataclasses import dataclass

from repairs.homes.address_words import Term, terms_of
from repairs.homes.postcode import Postcode, PostcodeError, parse_postcode
from repairs.log.phone import NotAPhoneNumber, write_phone
from repairs.log.reference import read_reference

LONGEST = 120
LONGEST_HOUSE_NUMBER = 4
UPRN_DIGITS = 12
LIKE_A_NUMBER = re.compile(r"[+(]?[0-9][0-9\s().-]*")
NAME = re.compile(r"[^\W\d_]+")
MOST_NAMES = 5


@dataclass(frozen=True)
class Reading:
    typed: str
    """With single spaces."""
    reference: str = ""
    uprn: str = ""
    phone: str = ""
    """As repairs keep it."""
    email: str = ""
    postcode: Postcode | None = None
    words: tuple[Term, ...] = ()
    """Of an address or a block, with the postcode or without."""
    names: tuple[str, ...] = ()
    """Beginnings of the names of a person."""

    @property
    def is_for_homes(self) -> bool:
        return bool(self.uprn or self.postcode or self.words)

    @property
    def is_for_repairs(self) -> bool:
        return bool(self.reference or self.phone or self.email or self.names)


def read_search(typed: str) -> Reading:
    text = " ".join(typed[:LONGEST].split())
    if LIKE_A_NUMBER.fullmatch(text):
        return read_number(text)
    if reference := read_reference(text):
        return Reading(text, reference=reference)
    if "@" in text:
        return Reading(text, email=text)
    return read_words(text)


def read_number(text: str) -> Reading:
    """A reference has letters but for one in a million, so it is looked for beside the others."""
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) <= LONGEST_HOUSE_NUMBER:
        return Reading(text, words=terms_of(text))
    return Reading(text, reference=read_reference(text) or "", uprn=uprn_in(text, digits), phone=phone_in(text, digits))


def uprn_in(text: str, digits: str) -> str:
    """Nothing where it can only be a phone number. Files write a UPRN with zeros in front to 12 digits."""
    padded = digits.startswith("0")
    if text[0] in "+(" or len(digits) > UPRN_DIGITS or (padded and len(digits) != UPRN_DIGITS):
        return ""
    return digits.lstrip("0")


def phone_in(text: str, digits: str) -> str:
    if digits.startswith("0") and len(digits) == UPRN_DIGITS:
        return ""
    try:
        return write_phone(f"+{digits}" if digits.startswith("44") and len(digits) == UPRN_DIGITS else text)
    except NotAPhoneNumber:
        return ""


def read_words(text: str) -> Reading:
    postcode, rest = split_postcode(text)
    names = tuple(name.casefold() for name in NAME.findall(rest))
    is_name = not postcode and len(names) <= MOST_NAMES and not any(character.isdigit() for character in rest)
    return Reading(text, postcode=postcode, words=terms_of(rest), names=names if is_name else ())


def split_postcode(text: str) -> tuple[Postcode | None, str]:
    """A whole postcode, and the words that stand around it. Slips are mended only where it stands alone."""
    if any(character.isdigit() for character in text) and (alone := whole_postcode(text)):
        return alone, ""
    words = text.replace(",", " ").split()
    for last in range(len(words), 0, -1):
        for length in (2, 1):
            typed = "".join(words[max(0, last - length) : last]).upper()
            found = whole_postcode(typed)
            if found and found.replace(" ", "") == typed:
                return found, " ".join([*words[: max(0, last - length)], *words[last:]])
    return None, text


def whole_postcode(text: str) -> Postcode | None:
    try:
        return parse_postcode(text)
    except PostcodeError:
        return None
