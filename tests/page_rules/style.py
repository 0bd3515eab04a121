"""GOV.UK style, for our words on pages and in messages. Each rule is a pattern, and why it is not our style."""

import re
from collections.abc import Iterator

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
NUMBERS = "two|three|four|five|six|seven|eight|nine|ten"
SPOKEN_CAPITALS = "JSON|UPRN|HTML|HTTP|HTTPS|JPEG|HEIC|WCAG|UTF"

RULES = {
    "says please": r"\bplease\b",
    "uses Latin": r"\b(e\.g|i\.e|eg|ie|etc|via|viz|nb|n\.b|vs|versus|per annum|pro rata|ad hoc|circa)\b",
    "says click, which is for a mouse only": r"\bclick(ing|ed|s)?\b",
    "has an exclamation mark": r"!",
    "has & for and": r" & ",
    "says and/or, or offers both with a slash": r"\band/or\b|\b(he|his|him|she)/",
    "says login, not sign in": r"\blog[ -]?(in|on|ged in|ged on|ging in|out|ged out)\b",
    "says telephone, not phone": r"\btelephone",
    "says he or she, not they": r"\b(he|she|his|hers|him|himself|herself)\b",
    "has n't for not": r"\w+n[’']t\b",
    "spells email, online or website with a hyphen or in two": r"\be-mail|\bon-line|\bweb[ -]site",
    "has an ordinal": r"\b\d+(st|nd|rd|th)\b",
    # How to type one is said by example.
    "has a date in numbers": r"(?<!example, )(?<!such as )\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
    "has a comma in a date": rf"\b({DAYS}), \d{{1,2}} ({MONTHS})|\b({MONTHS}), \d{{4}}",
    "has the month before the day": rf"\b({MONTHS}) \d{{1,2}}\b(?!\d)",
    "has a time on the clock of 24 hours": r"\b\d{1,2}:\d{2}\b(?! ?[ap]m)",
    "has minutes of a full hour": r"\b\d{1,2}:00 ?[ap]m",
    "has a space before am or pm": r"\b\d{1,2}(:\d{2})? [ap]\.?m\b",
    "says 12am, 12pm or noon, not midnight or midday": r"\b12(:00)? ?[ap]m\b|\bnoon\b",
    "has a range with a dash": r"\b\d+([ap]m)? ?[-\u2013\u2014] ?\d",
    "has a dash": r"[\u2013\u2014]|\w - \w",
    "has per cent in letters": r"\bper ?cent\b",
    "has (s) for one or more": r"\w\(s\)",
    "says where it stands on the screen": (
        r"(?<!flat )(?<!home )\bbelow\b(?! you)|\b(see above|the above|left-hand|right-hand)\b"
    ),
    "has a long word for a short one": (
        r"\b(utili[sz]e|facilitat\w+|prior to|in order to|commenc\w+|regarding|notwithstanding|whilst|amongst|upon"
        r"|purchas\w+|terminat\w+|endeavou?r|in the event of|with (regard|respect) to|aforementioned|ensure)\b"
    ),
    "has need not, which few people say": r"\bneed not\b",
    "has a space before a full stop or comma": r"\w [.,;?](\s|$)",
    "says the same word twice": r"\b(a|an|and|be|for|if|in|is|of|on|or|the|to|we|with|you) \1\b",
}
AS_TYPED = {
    # One that begins a sentence is written out.
    "has a number in letters": rf"(?<![Oo]ne or )\b({NUMBERS})\b",
    "has capitals for emphasis": rf"\b(?!(?:{SPOKEN_CAPITALS})\b)(?=[A-Z]*[AEIOU])[A-Z]{{4,}}\b",
    "has two spaces": r"\S  +\S",
}
PATTERNS = {
    **{fault: re.compile(pattern, re.IGNORECASE) for fault, pattern in RULES.items()},
    **{fault: re.compile(pattern) for fault, pattern in AS_TYPED.items()},
}


REFERENCE = re.compile(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}\b")


def style_faults(words: str) -> Iterator[str]:
    """What is not our style, each with the words around it. The reference of a repair is made up by chance."""
    words = REFERENCE.sub("it", words)
    for fault, pattern in PATTERNS.items():
        for found in pattern.finditer(words):
            near = words[max(0, found.start() - 30) : found.end() + 30]
            yield f"{near!r} {fault}"
