from datetime import date
from typing import Any

from repairs.log.delays.spread import spread
from repairs.log.models import DelayNote
from tests.conftest import NOW

WORDS = "We wait for a part."


def a_note(**changes: Any) -> DelayNote:
    """Written today and spread. It lasts until Friday 20 March."""
    known = {"words": WORDS, "starts": NOW.date(), "until": date(2026, 3, 20)}
    note = DelayNote.objects.create(**known | changes)
    spread(note, NOW)
    return note
