"""The columns of a register file, and what each may hold. A reader returns the value or raises ValueError: why not."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from repairs.homes.models import Alert, Home
from repairs.homes.natural_order import natural_key
from repairs.homes.postcode import PostcodeError, parse_postcode

YES_NO = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
FLOORS = range(-5, 201)
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,3}")
MOST_ALERTS = 20
# Kept apart because Django works out `.values` anew each time, which millions of rows would feel.
TENURES = Home.Tenure.values
KINDS = Alert.Kind.values


class AlertValue(NamedTuple):
    kind: str
    code: str
    text: str
    calls_back: bool


def read_uprn(text: str) -> str:
    """A UPRN is a number: some systems pad it with zeros to twelve digits, so zeros in front are dropped."""
    if not (text.isascii() and text.isdigit() and len(text) <= 12 and int(text)):
        raise ValueError(f"{quote(text)} is not 1 to 12 digits")
    return text.lstrip("0")


def read_postcode(text: str) -> str:
    try:
        return parse_postcode(text)
    except PostcodeError as error:
        raise ValueError(f"{quote(text)} is not a UK postcode") from error


def read_tenure(text: str) -> str:
    value = text.casefold().replace(" ", "_").replace("-", "_")
    if value not in TENURES:
        raise ValueError(f"{quote(text)} is not one of {', '.join(TENURES)}")
    return value


def read_floor(text: str) -> int | None:
    if not text:
        return None
    if not (WHOLE_NUMBER.fullmatch(text) and int(text) in FLOORS):
        raise ValueError(f"{quote(text)} is not a whole number from {FLOORS[0]} to {FLOORS[-1]}")
    return int(text)


def read_yes_or_no(text: str) -> bool | None:
    if not text:
        return None
    if text.casefold() not in YES_NO:
        raise ValueError(f"{quote(text)} is not yes or no")
    return YES_NO[text.casefold()]


def read_alerts(text: str) -> tuple[AlertValue, ...]:
    """Alerts are parted by |, and each is KIND:CODE:CALLS BACK:TEXT, for example person:CV:yes:Visit in pairs."""
    alerts = {read_alert(part.strip()) for part in text.split("|") if part.strip()}
    if len(alerts) > MOST_ALERTS:
        raise ValueError(f"there are more than {MOST_ALERTS}")
    return tuple(sorted(alerts))


def read_alert(text: str) -> AlertValue:
    """Errors never quote an alert: it may be about a person."""
    kind, code, calls_back, words = ([part.strip() for part in text.split(":", 3)] + [""] * 4)[:4]
    if kind not in KINDS:
        raise ValueError(f"each must start with one of {', '.join(KINDS)}")
    if not (0 < len(code) <= 10 and 0 < len(words) <= 200 and calls_back.casefold() in {"yes", "no"}):
        raise ValueError("each must read kind:code:yes or no:text, the code up to 10 characters and the text up to 200")
    return AlertValue(kind, code, words, calls_back.casefold() == "yes")


def up_to(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"is longer than {longest} characters")
        return text

    return read


def filled(read: Callable[[str], str]) -> Callable[[str], str]:
    def read_filled(text: str) -> str:
        if not text:
            raise ValueError("is empty")
        return read(text)

    return read_filled


def or_none(read: Callable[[str], str]) -> Callable[[str], str | None]:
    return lambda text: read(text) or None


READERS: dict[str, Callable[[str], Any]] = {
    "uprn": filled(read_uprn),
    "line_1": filled(up_to(100)),
    "line_2": up_to(100),
    "line_3": up_to(100),
    "town": up_to(60),
    "postcode": filled(read_postcode),
    "tenure": filled(read_tenure),
    "patch": or_none(up_to(20)),
    "block": or_none(up_to(20)),
    "block_name": up_to(100),
    "floor": read_floor,
    "top_floor": read_yes_or_no,
    "alerts": read_alerts,
}
OPTIONAL = {"block", "block_name", "floor", "top_floor", "alerts"}


class RowError(Exception):
    """What is wrong with a row, as one line for people."""


def read_values(row: Mapping[str, str]) -> dict[str, Any]:
    """The row's values by column and its sort key, or `RowError` with every reason at once."""
    values: dict[str, Any] = {}
    reasons = []
    for column, text in row.items():
        try:
            values[column] = READERS[column](clean(text))
        except ValueError as error:
            reasons.append(f"{column} {error}")
    if values.get("block_name") and not values.get("block", ""):
        reasons.append("block_name needs a block")
    if reasons:
        raise RowError("; ".join(reasons))
    values["sort_key"] = natural_key(values["line_1"], values["line_2"], values["line_3"])
    return values


def clean(text: str) -> str:
    """One line, without doubled spaces. Characters that no address holds are refused: PostgreSQL cannot store some."""
    text = " ".join(text.split())
    if not text.isprintable() or "\ufffd" in text:
        raise ValueError("holds a character that cannot be read")
    return text


def quote(text: str) -> str:
    return f"“{text[:30]}…”" if len(text) > 30 else f"“{text}”"
