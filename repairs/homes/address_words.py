"""The words of an address as people type them, in any order: each is the beginning of a word in the register.

`12 mill rd nm1` finds 12 Mill Road, NM1 2AB, and 12A beside it.
"""

import re
import unicodedata

from repairs.homes.natural_order import natural_key

Way = tuple[str, ...]
"""Beginnings of words that must all be there."""
Term = tuple[Way, ...]
"""What somebody meant by one word: one of these ways is enough."""

MOST_WORDS = 12
LONGEST_WORD = 30
# They say no more than the number that follows.
FILLERS = {"no", "number", "nr"}
SAME = (
    *({"road", "rd"}, {"street", "str", "st"}, {"gardens", "gdns"}, {"lane", "ln"}, {"court", "ct"}, {"park", "pk"}),
    *({"house", "hse"}, {"terrace", "tce"}, {"close", "cl"}, {"drive", "dr"}, {"avenue", "ave", "av"}),
    *({"saint", "st"}, {"crescent", "cres"}, {"buildings", "bldgs"}, {"flat", "apartment", "apt"}, {"mount", "mt"}),
)
DISTRICT = re.compile(r"[a-z]{1,2}[0-9][0-9a-z]?")
UNIT = re.compile(r"[0-9][a-z]{0,2}")
IN_ONE = re.compile(r"([a-z]{1,2}[0-9][0-9a-z]?)([0-9][a-z]?)")


def terms_of(text: str) -> tuple[Term, ...]:
    """Nothing where no word is left."""
    words = words_of(text)
    kept = ([word for word in words if word not in FILLERS] or words)[:MOST_WORDS]
    beside = zip(["", *kept], kept, [*kept[1:], ""], strict=False)
    return tuple(term for before, word, after in beside for term in terms_of_word(word, before, after))


def words_of(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace(",", " ")
    return [word[:LONGEST_WORD] for word in plain.split()]


def terms_of_word(word: str, before: str, after: str) -> list[Term]:
    """A word of the register may be two here, as 12-14 is. What may be of a postcode is looked for as such too."""
    parts = natural_key(word).split()
    if len(parts) != 1:
        return [((part,),) for part in parts]
    ways: list[Way] = [(part,) for part in alike(parts[0])]
    if DISTRICT.fullmatch(word) or (UNIT.fullmatch(word) and DISTRICT.fullmatch(before)):
        ways.append((word,))
    if (in_one := IN_ONE.fullmatch(word)) and not UNIT.fullmatch(after):
        ways.append((in_one[1], in_one[2]))
    return [tuple(dict.fromkeys(ways))]


def alike(word: str) -> list[str]:
    """The word itself, and the ways in which it is written in short or in full."""
    others = sorted({other for same in SAME if word in same for other in same} - {word})
    return [word, *others]


def is_number(term: Term) -> bool:
    """Such as that of a house or a flat."""
    return term[0][0][0].isdigit()


def has_term(words: set[str], term: Term) -> bool:
    return any(all(any(word.startswith(start) for word in words) for start in way) for way in term)
