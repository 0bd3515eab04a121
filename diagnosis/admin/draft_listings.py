"""What the pages of a draft can lead to and name: other pages, and the council's own tables."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from diagnosis.admin.listing import Choice, Listing
from diagnosis.fact_words import FACT_WORDS
from diagnosis.models import DraftNode, SorItem
from diagnosis.right_to_repair import CATEGORIES
from diagnosis.vocabulary import HAZARDS
from repairs.council.models import Priority, Trade

KINDS = {"question": "Questions", "advice": "Advice pages", "outcome": "Outcomes"}
NEW_PAGES = {
    "new-question": "A new question",
    "new-advice": "A new advice page",
    "new-outcome": "A new outcome",
}
LONGEST = 90

FACTS = {
    name: Listing("It does not tell us", (("", tuple(words.values.items())),)) for name, words in FACT_WORDS.items()
}


def list_next(pages: Iterable[DraftNode]) -> Listing:
    new = ("Make a new page, named after the option", tuple(NEW_PAGES.items()))
    return Listing("Nowhere yet", (new, *group_pages(pages, KINDS)))


def list_starts(pages: Iterable[DraftNode]) -> Listing:
    return Listing("None yet", tuple(group_pages(pages, ("question", "advice"))))


def group_pages(pages: Iterable[DraftNode], kinds: Iterable[str]) -> list[tuple[str, tuple[Choice, ...]]]:
    pages = list(pages)
    times = Counter(page.heading for page in pages)
    named = sorted(((name_page(page, times), page) for page in pages), key=lambda both: both[0].casefold())
    return [(KINDS[kind], tuple((str(page.pk), name) for name, page in named if page.kind == kind)) for kind in kinds]


def name_page(page: DraftNode, times: Counter[str]) -> str:
    """Its heading, and its key too where another page has the same heading."""
    heading = page.heading if len(page.heading) <= LONGEST else f"{page.heading[:LONGEST]}…"
    return heading if heading and times[page.heading] == 1 else f"{heading} ({page.key})".strip()


def list_priorities() -> Listing:
    return Listing("None", (("", tuple((row.code, str(row)) for row in Priority.objects.all())),))


def list_trades() -> Listing:
    return Listing("None", (("", tuple((row.code, str(row)) for row in Trade.objects.all())),))


def list_sor_items() -> Listing:
    rows = SorItem.objects.select_related("trade").order_by("trade__name", "code")
    groups = groupby(rows, key=lambda row: row.trade.name)
    return Listing("None", tuple((trade, tuple((row.code, str(row)) for row in items)) for trade, items in groups))


def list_categories() -> Listing:
    return Listing("None", (("", tuple((code, category.defect) for code, category in CATEGORIES.items())),))


def list_hazards() -> Listing:
    return Listing("None", (("", tuple(HAZARDS.items())),))
