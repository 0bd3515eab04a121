"""What a call is called, so that its tab is told from the others."""

from repairs.council.dates import say_time
from repairs.report.models import Draft
from repairs.report.path import Path


def name_of_call(draft: Draft, path: Path) -> str:
    """Where it is about, as far as that is known. Nobody's name: it stays in the history of the browser."""
    given, home = path.progress.given, path.progress.home
    if home is not None:
        return home.address.split("\n")[0]
    if given.address is not None:
        return given.address.line_1
    return given.postcode or f"Call at {say_time(draft.created_at)}"
