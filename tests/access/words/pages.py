"""Which journey a page belongs to, and for whom it is."""

from collections import defaultdict

from tests.access.words.sentences import sentences_of_frame, sentences_of_page
from tests.access.words.targets import ADMIN, RESIDENTS, STAFF, Target
from tests.parsed_page import parsed
from tests.walk import Shown, every_page

JOURNEYS = {
    "report": "report a repair",
    "manage": "see and change a repair",
    "find": "find a repair",
    "contact-centre": "take calls and plan",
    "staff": "sign in and begin",
}
ABOUT = ("start", "cookies", "privacy", "accessibility", "contact")

Sentences = dict[str, list[str]]


def journey_of(page: Shown) -> tuple[str, Target]:
    space, _, view = page.view.rpartition(":")
    if page.address.startswith("/admin/"):
        return f"admin: {view.split('_')[0]}" if "_" in view else "admin", ADMIN
    if page.address.startswith(("/try/", "/staff/")):
        return JOURNEYS.get(space, "try a diagnosis"), STAFF
    if view in ABOUT:
        return "about the service", RESIDENTS
    return JOURNEYS.get(space, "errors"), RESIDENTS


def read_pages() -> tuple[Sentences, Sentences, dict[str, Target]]:
    """Sentences by journey, and by page: every state of it is one page."""
    journeys: Sentences = defaultdict(list)
    pages: Sentences = defaultdict(list)
    targets: dict[str, Target] = {}
    for shown in every_page():
        page, _ = parsed(shown.html)
        journey, target = journey_of(shown)
        name = shown.view if shown.view in ABOUT else f"{shown.view or shown.address} ({shown.who})"
        here = list(sentences_of_page(page))
        journeys[journey] += here
        pages[name] += here
        frame = f"around every page, {'residents' if target is RESIDENTS else 'staff'}"
        journeys[frame] += sentences_of_frame(page)
        targets |= {journey: target, name: target, frame: target}
    return journeys, pages, targets
