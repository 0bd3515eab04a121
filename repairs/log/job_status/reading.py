"""An update of the HMS as it came over the wire, and what of it is worth keeping."""

import unicodedata
from datetime import datetime, time
from typing import Any

from pydantic import ValidationError

from repairs.council.deadlines import LONDON
from repairs.log.hms.job_state import JobState, RefinedWindow

LONGEST_NAME = 100
LONGEST_COMMENT = 500
LONGEST_CODE = 80
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir"})


class NotJson(Exception):
    """Nothing that can be read at all."""


class NotAnUpdate(Exception):
    """JSON of another shape. `fields` are those that are missing or wrong, by name."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def read_update(body: bytes) -> JobState:
    """Raises NotJson or NotAnUpdate."""
    try:
        update = JobState.model_validate_json(body, by_alias=True, by_name=False)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        if any(problem["type"] == "json_invalid" for problem in problems):
            raise NotJson from None
        raise NotAnUpdate(sorted({dotted(problem["loc"]) for problem in problems})) from None
    except OverflowError:
        # A moment near the year 1 or 9999, in a time zone that takes it over the edge.
        raise NotAnUpdate(["EventTime"]) from None
    return update


def dotted(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in place)[:LONGEST_NAME]


def unprintable(text: str) -> bool:
    return any(unicodedata.category(character)[0] == "C" for character in text)


def tidy(text: str, most: int) -> str:
    """On one line, without what no database or page should be given."""
    kept = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    return " ".join(kept.split())[:most].strip()


def code_of(update: JobState) -> str:
    """What the HMS said, in its own words: the code, and what it adds for those that have none."""
    return tidy(f"{update.type_code} {update.other_type or ''}", LONGEST_CODE)


def particulars_of(update: JobState) -> dict[str, Any]:
    """Who comes, when, and what was noted, as far as it was said."""
    window = update.refined_appointment_window
    found = {
        "operative": tidy(update.operatives_assigned[0].name_full, LONGEST_NAME) if update.operatives_assigned else "",
        "comments": tidy(update.comments or "", LONGEST_COMMENT),
        **(particulars_of_window(window) if window else {}),
    }
    return {name: value for name, value in found.items() if value}


def particulars_of_window(window: RefinedWindow) -> dict[str, str]:
    times = window.time_of_day
    return {
        "day": window.date.isoformat(),
        "from": in_london(window, times.earliest_arrival_time),
        "to": in_london(window, times.latest_arrival_time),
    }


def in_london(window: RefinedWindow, moment: time | None) -> str:
    """HH:MM. Empty where there is none, or none that a clock in London could show."""
    if moment is None:
        return ""
    try:
        london = datetime.combine(window.date, moment, moment.tzinfo or LONDON).astimezone(LONDON)
    except (OverflowError, ValueError):
        return ""
    return london.strftime("%H:%M")


def first_name(full: str) -> str:
    """Of "Mr Sam Carter", "CARTER, Sam" or "Sam". Empty where no name can be made out."""
    _, comma, after = full.partition(",")
    words = (after if comma else full).split()
    return next((word for word in words if word.strip(".").lower() not in TITLES), "")
