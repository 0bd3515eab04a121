"""Postcodes as people type them: any case, spacing or punctuation, full-width letters, O for 0 and I for 1.

The shape decides. A well-formed postcode that nobody lives at is a postcode: the register simply finds no home there.
The letters that each place allows are those of BS 7666.
"""

import re
import unicodedata

LONGEST_INPUT = 100

# Where a letter must stand and where a digit must, before the last three characters.
OUTWARD_FORMS = ("A9", "A99", "AA9", "A9A", "AA99", "AA9A")
SHAPE = re.compile(
    r"[A-PR-UWYZ](?:[0-9][0-9A-HJ-NP-Z]?|[A-HK-Y][0-9][0-9A-HJ-NP-Z]?)"  # outward
    r"[0-9][ABD-HJLNP-UW-Z]{2}"  # inward
)
MEANT_A_LETTER = str.maketrans({"0": "O", "1": "I"})
MEANT_A_DIGIT = str.maketrans({"O": "0", "I": "1", "L": "1"})

GIROBANK = re.compile(r"GIR[0O]AA")
FORCES = re.compile(r"BFP[O0].*|BF[0-9I].*")
ABROAD = {
    re.compile(pattern): place
    for pattern, place in {
        r"ASCN([1I]ZZ)?": "Ascension Island",
        r"AI2640": "Anguilla",
        r"BBND([1I]ZZ)?": "British Indian Ocean Territory",
        r"BIQQ([1I]ZZ)?": "British Antarctic Territory",
        r"FIQQ([1I]ZZ)?": "the Falkland Islands",
        r"GX[1I]{3}AA": "Gibraltar",
        r"GY[0-9IO]{1,2}[0-9IO][A-Z]{2}": "Guernsey",
        r"IM[0-9IO]{1,2}[0-9IO][A-Z]{2}": "the Isle of Man",
        r"JE[0-9IO]{1,2}[0-9IO][A-Z]{2}": "Jersey",
        r"KY[1-3][0-9]{4}": "the Cayman Islands",
        r"MSR[0-9]{4}": "Montserrat",
        r"PCRN([1I]ZZ)?": "the Pitcairn Islands",
        r"SIQQ([1I]ZZ)?": "South Georgia and the South Sandwich Islands",
        r"STHL([1I]ZZ)?": "Saint Helena",
        r"TDCU([1I]ZZ)?": "Tristan da Cunha",
        r"TKCA([1I]ZZ)?": "the Turks and Caicos Islands",
        r"VG11[0-9]{2}": "the British Virgin Islands",
    }.items()
}


class PostcodeError(ValueError):
    """The text is not the postcode of a home that a council could have."""


class NoPostcode(PostcodeError):
    """Nothing was typed."""


class NotAPostcode(PostcodeError):
    """The text does not have a postcode's shape."""


class ForcesPostcode(PostcodeError):
    """A British Forces Post Office number: mail goes there, no council home stands there."""


class OverseasPostcode(PostcodeError):
    """A real postcode of a crown dependency or an overseas territory, which `place` names."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Postcode(str):
    """A well-formed postcode as Royal Mail writes it: capitals, and one space before the last three characters."""

    __slots__ = ()

    @property
    def outward(self) -> str:
        return self[:-4]

    @property
    def inward(self) -> str:
        return self[-3:]


def parse_postcode(text: str) -> Postcode:
    """The postcode in `text`, or one of the four kinds of `PostcodeError`."""
    characters = _letters_and_digits(text)
    if FORCES.fullmatch(characters):
        raise ForcesPostcode(characters)
    for pattern, place in ABROAD.items():
        if pattern.fullmatch(characters):
            raise OverseasPostcode(place)
    whole = "GIR0AA" if GIROBANK.fullmatch(characters) else _with_slips_mended(characters)
    return Postcode(f"{whole[:-3]} {whole[-3:]}")


def _letters_and_digits(text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_INPUT:
        raise NotAPostcode
    characters = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))
    if not characters:
        raise NoPostcode
    if not characters.isascii():
        raise NotAPostcode
    return characters.upper()


def _with_slips_mended(characters: str) -> str:
    """The one postcode with the fewest O and 0, I and 1 exchanged, where its place leaves no doubt."""
    if SHAPE.fullmatch(characters):
        return characters
    forms = (form + "9AA" for form in OUTWARD_FORMS if len(form) + 3 == len(characters))
    possible = {mended for form in forms if SHAPE.fullmatch(mended := _as_if_meant(characters, form))}
    ranked = sorted((_differences(characters, mended), mended) for mended in possible)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        raise NotAPostcode
    return ranked[0][1]


def _as_if_meant(characters: str, form: str) -> str:
    pairs = zip(characters, form, strict=True)
    return "".join(character.translate(MEANT_A_LETTER if kind == "A" else MEANT_A_DIGIT) for character, kind in pairs)


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
