"""Reports that answered a diagnosis alike, told without anything about a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

STOPPED_AFTER = timedelta(days=1)
"""People leave a report to look under the sink or to ask someone at home, and come back the same day."""


@dataclass(frozen=True, slots=True)
class Alike:
    answers: Mapping[str, str]
    """The option that was chosen on each page, by their keys."""
    number: int = 1
    home_known: bool = True
    """Their home is known, so that the pages which wait for it have been shown."""
    quiet: bool = True
    """Nobody has gone on with them for `STOPPED_AFTER`."""
    sent: bool = False
